package dev.muster.agent.volume;

import dev.muster.agent.fetch.Pause;
import dev.muster.core.problem.MusterException;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Waits for a volume: while another machine holds it, and then until its disk appears.
 *
 * @param every between two questions
 * @param held how long another may hold it
 * @param appears how long its disk may take once it is attached
 */
public record Attaching(Duration every, Duration held, Duration appears) {
    /**
     * Attaches it and waits for its disk.
     *
     * @param told hears whom it waits for, each time that changes
     * @throws MusterException if it is refused or patience ends
     */
    public void run(VolumeId volume, Attachment attachment, Disks disks, Pause pause, Consumer<String> told)
            throws IOException, InterruptedException {
        if (!disks.of(volume).isEmpty()) {
            return;
        }
        await(volume, attachment, pause, told);
        for (Duration spent = Duration.ZERO; disks.of(volume).isEmpty(); spent = spent.plus(every)) {
            if (spent.compareTo(appears) >= 0) {
                throw MusterException.failed(
                        "volume " + volume + " is attached, and no disk with its serial number has appeared in "
                                + appears.toSeconds() + " s",
                        "What the kernel says: dmesg | tail");
            }
            pause.rest(every);
        }
    }

    private void await(VolumeId volume, Attachment attachment, Pause pause, Consumer<String> told)
            throws InterruptedException {
        String last = "";
        for (Duration spent = Duration.ZERO; ; spent = spent.plus(every)) {
            switch (attachment.attach(volume)) {
                case Attachment.Answer.Attached _ -> {
                    return;
                }
                case Attachment.Answer.Refused(String why) ->
                    throw MusterException.failed("volume " + volume + " cannot be attached: " + why, "");
                case Attachment.Answer.Held(String by) -> {
                    if (spent.compareTo(held) >= 0) {
                        throw stillHeld(volume, by);
                    }
                    if (!by.equals(last)) {
                        told.accept("waiting for " + by + " to let go of volume " + volume);
                        last = by;
                    }
                }
            }
            pause.rest(every);
        }
    }

    private MusterException stillHeld(VolumeId volume, String by) {
        return MusterException.failed(
                "volume " + volume + " has been held by " + by + " for " + held.toSeconds() + " s",
                "If that machine is truly gone, take it by force, which can lose what it had not written:"
                        + " aws ec2 detach-volume --force --volume-id " + volume);
    }
}
