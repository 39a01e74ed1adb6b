package dev.muster.aws.instance;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.muster.agent.files.Json;
import dev.muster.agent.files.Whole;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How far each log was sent, in a file: the next agent goes on from there. */
final class Positions {
    /**
     * A place in a log.
     *
     * @param at position of a chunk
     * @param lines how many lines of that chunk are behind it
     */
    record Position(long at, int lines) {
        static final Position BEGIN = new Position(0, 0);
    }

    private final Path file;
    private final Map<String, Position> all = new TreeMap<>();

    Positions(Path file) throws IOException {
        this.file = file;
        Optional<String> kept = Whole.read(file);
        if (kept.isPresent()) {
            all.putAll(Json.MAPPER.readValue(kept.get(), new TypeReference<Map<String, Position>>() {}));
        }
    }

    Position of(String key) {
        return all.getOrDefault(key, Position.BEGIN);
    }

    void set(String key, Position position) throws IOException {
        if (!position.equals(all.put(key, position))) {
            Whole.write(file, Json.line(all));
        }
    }
}
