package dev.muster.aws.instance;

import dev.muster.agent.command.CommandRunner;
import dev.muster.agent.slot.SlotFolder;
import dev.muster.agent.volume.Attachment;
import dev.muster.agent.volume.Disk;
import dev.muster.agent.volume.Disks;
import dev.muster.agent.volume.Mounted;
import dev.muster.agent.volume.Release;
import dev.muster.agent.volume.VolumeId;
import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.cloud.Refusal;
import dev.muster.core.problem.MusterException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What root does after an agent that has left a note: sync, unmount, detach, then let the instance go. It runs each time
 * the agent's unit has stopped ({@code ExecStopPost=+...}, outside the unit's own view of the file system, which would
 * keep the volume busy); without a note of this instance it does nothing. The successor's wait for the volume is then
 * seconds instead of the hook's five minutes.
 */
public final class Leave {
    private final Here here;
    private final Cloud cloud;
    private final Self self;

    Leave(Here here, Cloud cloud, Self self) {
        this.here = here;
        this.cloud = cloud;
        this.self = self;
    }

    /**
     * Does it.
     *
     * @param at where the volume is mounted
     * @param proc {@code /proc}
     * @param told gets a line for each step
     */
    public void run(SlotFolder slot, Path at, CommandRunner commands, Disks disks, Path proc, Consumer<String> told)
            throws IOException {
        Optional<Leaving> note = Leaving.read(slot);
        if (note.isEmpty()) {
            return;
        }
        String instance = self.id();
        if (!note.get().instance().equals(instance)) {
            Leaving.forget(slot);
            return;
        }
        told.accept(note.get().why());
        // The note lies on the volume, perhaps: it must be gone before the volume is.
        Leaving.forget(slot);
        try {
            letGo(at, instance, commands, disks, proc, told);
        } catch (MusterException e) {
            // The services have ended and all was synced; keeping the instance would mend nothing.
            told.accept(e.what() + "; " + e.advice());
        }
        boolean awaited = new LifeHook(here, cloud.query("autoscaling")).complete(instance);
        told.accept(awaited ? "the group was told that the instance may go" : "no group waits for this instance");
    }

    private void letGo(Path at, String instance, CommandRunner commands, Disks disks, Path proc, Consumer<String> told)
            throws IOException {
        Optional<Disk> disk = new Mounted(disks, proc.resolve("self/mountinfo")).at(at);
        if (disk.isEmpty()) {
            told.accept("nothing is mounted at " + at);
            return;
        }
        Optional<VolumeId> volume = VolumeId.ofSerial(disk.get().serial());
        if (volume.isEmpty() || here.fleet()) {
            told.accept(disk.get().name() + " is no slot's volume and goes with its instance");
            return;
        }
        new Release(commands, detaching(instance), proc).run(volume.get(), at, () -> {});
        told.accept("volume " + volume.get() + " was unmounted and detached");
    }

    private Attachment detaching(String instance) {
        return new Attachment() {
            @Override
            public Answer attach(VolumeId volume) {
                return new Answer.Refused("this instance is going");
            }

            @Override
            public void detach(VolumeId volume) {
                Refusal.explained(() -> cloud.query("ec2")
                        .call("DetachVolume", Map.of("VolumeId", volume.value(), "InstanceId", instance)));
            }
        };
    }
}
