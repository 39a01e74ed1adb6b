package dev.muster.local;

import dev.muster.agent.fetch.Checksum;
import dev.muster.core.problem.MusterException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The copy of the program that agents run, named by its checksum: a new build never disturbs a running agent.
 *
 * @param jar absolute path
 */
public record AgentProgram(Path jar, String checksum) {
    /** Copies the program this process runs, unless a copy of the same bytes is there: a power cut can spoil one. */
    public static AgentProgram of(Path program, Path runtimes) throws IOException {
        if (!Files.isRegularFile(program)) {
            throw MusterException.failed("the program " + program + " is not a jar", "start Muster through ./muster");
        }
        String checksum = Checksum.Algorithm.SHA256.of(program).hex();
        Path jar = runtimes.resolve(checksum).resolve("muster.jar");
        if (!Files.exists(jar) || Files.mismatch(program, jar) >= 0) {
            Files.createDirectories(runtimes.resolve(checksum));
            Path fresh = Files.createTempFile(runtimes.resolve(checksum), "muster", ".part");
            Files.copy(program, fresh, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel written = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                written.force(true);
            }
            Files.move(fresh, jar, StandardCopyOption.ATOMIC_MOVE);
        }
        return new AgentProgram(jar, checksum);
    }
}
