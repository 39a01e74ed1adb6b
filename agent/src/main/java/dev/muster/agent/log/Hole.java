package dev.muster.agent.log;

import java.io.IOException;
import java.nio.file.Path;

/** Gives the space of a file's beginning back while the file keeps its length: fallocate(1) of util-linux. */
final class Hole {
    private static final long BLOCK = 4096;

    private Hole() {}

    /** Frees the bytes before a position, in whole blocks; where that cannot be done, nothing happens. */
    static void punch(Path file, long end) throws IOException {
        long length = end / BLOCK * BLOCK;
        if (length == 0) {
            return;
        }
        try {
            new ProcessBuilder(
                            "fallocate",
                            "--punch-hole",
                            "--offset",
                            "0",
                            "--length",
                            Long.toString(length),
                            file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // No such program here: the file grows until the service is started again, as the class says.
            return;
        }
    }
}
