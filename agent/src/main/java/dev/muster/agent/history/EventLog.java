package dev.muster.agent.history;

import dev.muster.agent.files.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What happened to a node, one JSON document a line, in two files of bounded size: this one and the one before. */
public final class EventLog {
    private final Path file;
    private final Path older;
    private final long mostBytes;
    private long appended;

    /**
     * @param folder is made when it is needed
     * @param mostBytes of both files together
     */
    public EventLog(Path folder, long mostBytes) {
        this.file = folder.resolve("events.jsonl");
        this.older = folder.resolve("events.1.jsonl");
        this.mostBytes = mostBytes;
    }

    /** @throws IOException if the disk does not take it */
    public synchronized void append(Event event) throws IOException {
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        String line = Json.line(event);
        if (Files.exists(file) && Files.size(file) + line.length() >= mostBytes / 2) {
            Files.move(file, older, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
        LineFile.append(file, line);
        appended++;
    }

    /** How many this process has told: who has seen so many need not read again. */
    public synchronized long appended() {
        return appended;
    }

    /** All that are kept and happened after an instant, in the order in which they were told. */
    public synchronized List<Event> since(Instant then) throws IOException {
        return all().stream().filter(event -> event.when().isAfter(then)).toList();
    }

    /** The last so many, in the order in which they were told. */
    public synchronized List<Event> tail(int most) throws IOException {
        List<Event> all = all();
        return all.subList(Math.max(0, all.size() - Math.max(0, most)), all.size());
    }

    private List<Event> all() throws IOException {
        List<Event> all = new ArrayList<>();
        for (Path path : List.of(older, file)) {
            LineFile.read(path).stream().flatMap(line -> parse(line).stream()).forEach(all::add);
        }
        return List.copyOf(all);
    }

    private static Optional<Event> parse(String line) {
        try {
            return Optional.of(Json.read(line, Event.class));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
