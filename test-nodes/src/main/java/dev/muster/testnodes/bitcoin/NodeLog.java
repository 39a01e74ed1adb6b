package dev.muster.testnodes.bitcoin;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Lines with the time in front, to the console and to debug.log as the options say. */
final class NodeLog {
    private final Optional<PrintStream> console;
    private final Optional<Path> file;

    NodeLog(Optional<PrintStream> console, Optional<Path> file) {
        this.console = console;
        this.file = file;
    }

    static NodeLog of(BitcoindSettings told, PrintStream console) {
        boolean toConsole = told.settings().flag("printtoconsole", true);
        boolean toFile = !told.settings().negated("debuglogfile");
        return new NodeLog(
                toConsole ? Optional.of(console) : Optional.empty(),
                toFile ? Optional.of(told.file("debuglogfile", "debug.log")) : Optional.empty());
    }

    synchronized void say(String message) {
        String line = Instant.now().truncatedTo(ChronoUnit.SECONDS) + " " + message;
        console.ifPresent(out -> {
            out.println(line);
            out.flush();
        });
        file.ifPresent(path -> append(path, line + "\n"));
    }

    void warn(String message) {
        say("[warning] " + message);
    }

    private static void append(Path path, String line) {
        try {
            Files.writeString(path, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
