package dev.muster.agent.dataset;

import dev.muster.agent.command.Command;
import dev.muster.agent.command.SystemCommands;
import dev.muster.agent.fetch.FetchProgress;
import dev.muster.agent.fetch.Parts;
import dev.muster.agent.fetch.Patience;
import dev.muster.agent.fetch.Pause;
import dev.muster.core.value.ByteSize;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * For {@code bench/restore.sh}: restores one address into one folder, unchecked but with its checksum computed. A third
 * argument says how long after one checkpoint the next is begun.
 */
final class RestoreBench {
    private RestoreBench() {}

    public static void main(String[] arguments) throws IOException {
        SystemCommands commands = new SystemCommands();
        try (Parts parts = new Parts(Patience.NORMAL, Pause.sleeping())) {
            Restore restore = new Restore(
                    parts,
                    8,
                    folder -> folder.toFile().getUsableSpace(),
                    folder -> commands.run(Command.of("sync", "--file-system", folder.toString())),
                    arguments.length > 2 ? Duration.parse(arguments[2]) : Restore.EACH);
            restore.run(
                    new Wish(
                            "bench",
                            URI.create(arguments[0]),
                            Optional.empty(),
                            Path.of(arguments[1]),
                            new ByteSize(0)),
                    FetchProgress.none());
        }
    }
}
