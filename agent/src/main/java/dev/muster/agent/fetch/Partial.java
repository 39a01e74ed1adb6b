package dev.muster.agent.fetch;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A file on its way: {@code NAME.part} with the bytes that are here, {@code NAME.part.from} with the address and what
 * named the server's file when they were fetched. Without that second file the bytes are of no use.
 */
record Partial(Path target) {
    private Path bytes() {
        return target.resolveSibling(target.getFileName() + ".part");
    }

    private Path origin() {
        return target.resolveSibling(target.getFileName() + ".part.from");
    }

    /** Bytes that are here. */
    long size() throws IOException {
        return Files.exists(bytes()) ? Files.size(bytes()) : 0;
    }

    /** What named the server's file when these bytes were fetched from this address; empty: begin afresh. */
    String validator(URI from) throws IOException {
        if (size() == 0 || !Files.exists(origin())) {
            return "";
        }
        List<String> lines = Files.readAllLines(origin());
        return lines.size() == 2 && lines.getFirst().equals(from.toString()) ? lines.get(1) : "";
    }

    /** Opens the file to go on at its end, or from the start, which drops what is here. */
    FileChannel open(long at, URI from, String validator) throws IOException {
        if (at > 0) {
            return FileChannel.open(bytes(), StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        }
        drop();
        FileChannel channel = FileChannel.open(bytes(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        Files.write(origin(), List.of(from.toString(), validator));
        return channel;
    }

    /** Forgets what is here. */
    void drop() throws IOException {
        Files.deleteIfExists(origin());
        Files.deleteIfExists(bytes());
    }

    /** All is here: gives the file its name. */
    void complete() throws IOException {
        Files.deleteIfExists(origin());
        Files.move(bytes(), target, StandardCopyOption.ATOMIC_MOVE);
    }
}
