package dev.muster.agent.install;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muster.agent.container.Engine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where one service's installations lie: {@code <service>-<fingerprint>/} with {@code installed.json} in each that is
 * complete. What is being made lies in a folder of another name, so that a complete one is all there or not at all.
 */
final class Shelf {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RECORD = "installed.json";
    private static final int DIGITS = 16;

    /** {@code installed.json}. */
    record Entry(
            String program,
            @Nullable String version,
            Engine.@Nullable Kind engine,
            @Nullable String engineProgram,
            List<String> identity) {}

    private final Path software;
    private final String service;

    Shelf(Path software, String service) {
        this.software = software;
        this.service = service;
    }

    /** The lock that whoever changes this shelf must hold. */
    Path lock() {
        return software.resolve("." + service + ".lock");
    }

    /** Where an installation of this identity lies, or will. */
    Path folder(List<String> identity) {
        return software.resolve(service + "-" + fingerprint(identity));
    }

    /** An empty folder to make an installation in; what an earlier, broken-off one left there is removed. */
    Path staging() throws IOException {
        Path staging = software.resolve("." + service + ".making");
        Folders.delete(staging);
        return Files.createDirectories(staging);
    }

    /** The record of an installation; empty if it is not there or not complete. */
    Optional<Entry> read(List<String> identity) throws IOException {
        Path file = folder(identity).resolve(RECORD);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Entry entry = JSON.readValue(file.toFile(), Entry.class);
            return entry.identity().equals(identity) ? Optional.of(entry) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty(); // Half of it, after a power cut.
        }
    }

    /** The program of an installation as it is told to others; empty if the installation is not complete. */
    static Optional<String> program(Path folder) throws IOException {
        Path file = folder.resolve(RECORD);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Entry entry = JSON.readValue(file.toFile(), Entry.class);
            return Optional.of(
                    entry.engine() != null
                            ? entry.program()
                            : folder.toAbsolutePath().resolve(entry.program()).toString());
        } catch (JacksonException e) {
            return Optional.empty(); // Half of it, after a power cut.
        }
    }

    /** Gives what was made in {@code staging} its place, at once. */
    void place(Path staging, List<String> identity, Made made) throws IOException {
        Entry entry = new Entry(
                made.program(),
                made.version().orElse(null),
                made.engine().map(Engine::kind).orElse(null),
                made.engine().map(engine -> engine.program().toString()).orElse(null),
                identity);
        JSON.writerWithDefaultPrettyPrinter().writeValue(staging.resolve(RECORD).toFile(), entry);
        Files.deleteIfExists(folder(identity).resolve(RECORD));
        Folders.delete(folder(identity));
        Files.move(staging, folder(identity), StandardCopyOption.ATOMIC_MOVE);
    }

    static String fingerprint(List<String> identity) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            identity.forEach(part -> digest.update((part + "\n").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
