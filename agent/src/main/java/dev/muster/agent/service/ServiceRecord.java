package dev.muster.agent.service;

import dev.muster.agent.files.Json;
import dev.muster.agent.files.Whole;
import dev.muster.agent.process.ProcessId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is kept on disk of a running program, so that a later agent can take it over.
 *
 * @param fingerprint what it was started with
 * @param restarts how often it came back by itself
 */
record ServiceRecord(
        @Nullable ProcessId process, @Nullable String startedAt, String fingerprint, int restarts, boolean wanted) {
    static Optional<ServiceRecord> read(Path file) {
        try {
            Optional<String> text = Whole.read(file);
            return text.isPresent() ? Optional.of(Json.read(text.get(), ServiceRecord.class)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    void write(Path file) throws IOException {
        Whole.writePrivate(file, Json.pretty(this));
    }
}
