package dev.muster.local;

import dev.muster.core.problem.MusterException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

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
        String checksum = sha256(program);
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

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (DigestInputStream reading = new DigestInputStream(in, digest)) {
                reading.transferTo(java.io.OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
