package dev.muster.agent.prepare;

import dev.muster.agent.command.Command;
import dev.muster.agent.command.CommandRunner;
import dev.muster.agent.command.Outcome;
import dev.muster.core.problem.MusterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Gives files to the user that the node runs as. */
record Owner(CommandRunner commands, String user) {
    /** Millions of files, on a volume that is read in from a snapshot. */
    private static final Duration LONG = Duration.ofHours(6);

    /** A folder with all in it. */
    void give(Path folder) {
        run(List.of("chown", "--recursive", "--no-dereference", user + ":", folder.toString()));
    }

    /** Files and folders, without what is in them. */
    void give(List<Path> paths) {
        if (!paths.isEmpty()) {
            List<String> argv = new ArrayList<>(List.of("chown", "--no-dereference", user + ":"));
            paths.forEach(path -> argv.add(path.toString()));
            run(argv);
        }
    }

    /**
     * A volume. Users have other numbers on other machines, so one that comes from another machine may have to be given
     * anew. Its own folder is given last: whoever has it has all the rest.
     */
    void giveVolume(Path mount) throws IOException {
        if (!Files.getOwner(mount).getName().equals(user)) {
            run(List.of(
                    "find",
                    mount.toString(),
                    "-xdev",
                    "-depth",
                    "!",
                    "-user",
                    user,
                    "-exec",
                    "chown",
                    "--no-dereference",
                    user + ":",
                    "{}",
                    "+"));
        }
    }

    private void run(List<String> argv) {
        Outcome outcome = commands.run(Command.of(argv).within(LONG));
        if (!outcome.ok()) {
            throw MusterException.failed(
                    argv.get(0) + " cannot give files to " + user + ": " + outcome.failure(),
                    "look at the disk: df -h");
        }
    }
}
