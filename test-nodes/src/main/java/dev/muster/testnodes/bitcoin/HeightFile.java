package dev.muster.testnodes.bitcoin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The height that has been flushed; what came later is lost by a kill. */
public record HeightFile(Path file) {

    public static HeightFile in(Path networkDirectory) {
        return new HeightFile(networkDirectory.resolve("blocks/height"));
    }

    public int read() throws IOException {
        return Files.exists(file) ? Integer.parseInt(Files.readString(file).strip()) : 0;
    }

    public void write(int height) throws IOException {
        Path fresh = file.resolveSibling("height.new");
        Files.writeString(fresh, height + "\n");
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
