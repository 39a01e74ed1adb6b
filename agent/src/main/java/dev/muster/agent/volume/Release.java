package dev.muster.agent.volume;

import dev.muster.agent.command.Command;
import dev.muster.agent.command.CommandRunner;
import dev.muster.agent.command.Outcome;
import dev.muster.core.problem.MusterException;
import java.nio.file.Path;

/** Lets a volume go, in the one order that loses nothing: services, sync, unmount, detach. */
public final class Release {
    private final CommandRunner commands;
    private final Attachment attachment;
    private final Users users;

    /** @param proc {@code /proc} */
    public Release(CommandRunner commands, Attachment attachment, Path proc) {
        this.commands = commands;
        this.attachment = attachment;
        this.users = new Users(proc);
    }

    /**
     * Ends the services and lets go. What fails ends it there: a volume that is still mounted is never detached, since
     * what was not written would be lost.
     *
     * @param stopServices returns when they have ended
     * @throws MusterException if it cannot be unmounted, with who uses it
     */
    public void run(VolumeId volume, Path at, Runnable stopServices) {
        stopServices.run();
        run(volume, VolumeCommands.sync(at), at);
        run(volume, VolumeCommands.unmount(at), at);
        attachment.detach(volume);
    }

    private void run(VolumeId volume, Command command, Path at) {
        Outcome outcome = commands.run(command);
        if (!outcome.ok()) {
            String who = String.join(", ", users.of(at));
            throw MusterException.failed(
                    "volume " + volume + " cannot be let go: \"" + String.join(" ", command.argv()) + "\" failed, "
                            + outcome.failure() + (who.isEmpty() ? "" : "; it is used by " + who),
                    "End what uses it. It stays attached, so that nothing is lost.");
        }
    }
}
