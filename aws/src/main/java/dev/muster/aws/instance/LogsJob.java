package dev.muster.aws.instance;

import dev.muster.aws.cloud.JsonQuery;
import dev.muster.aws.cloud.QueryException;
import dev.muster.aws.instance.Positions.Position;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Logs to CloudWatch. A position moves on once AWS has taken a batch, so nothing is lost and an agent that comes after
 * this one doubles nothing; only a batch that AWS took and whose answer was cut off is sent again, since AWS has no way
 * to tell ("PutLogEvents actions are always accepted", service model of botocore 1.43.11, 2026-11-23).
 */
final class LogsJob implements Job {
    private static final Duration EACH = Duration.ofSeconds(5);
    private static final int LAST_BATCHES = 8;

    private final Here here;
    private final JsonQuery logs;
    private final List<LogSource> sources;
    private final Path file;
    private final BiConsumer<String, String> events;
    private @Nullable Positions positions;

    /**
     * @param logs the service {@code logs}
     * @param file where positions are kept
     */
    LogsJob(Here here, JsonQuery logs, List<LogSource> sources, Path file, BiConsumer<String, String> events) {
        this.here = here;
        this.logs = logs;
        this.sources = List.copyOf(sources);
        this.file = file;
        this.events = events;
    }

    @Override
    public String name() {
        return "logs cannot be sent";
    }

    @Override
    public Duration run(Instant now) throws IOException {
        for (LogSource source : sources) {
            source.look(now);
        }
        boolean more = false;
        for (LogSource source : sources) {
            more |= send(source, now);
        }
        return more ? Duration.ZERO : EACH;
    }

    @Override
    public void last(Instant now) throws IOException {
        for (int i = 0; i < LAST_BATCHES && !run(now).equals(EACH); i++) {}
    }

    /** Sends a batch; tells whether there may be more. */
    private boolean send(LogSource source, Instant now) throws IOException {
        Positions places = positions == null ? new Positions(file) : positions;
        positions = places;
        Position from = places.of(source.key());
        LogSource.Chunk chunk = source.read(from.at(), now);
        List<LogLine> lines = chunk.lines()
                .subList(
                        Math.min(from.lines(), chunk.lines().size()),
                        chunk.lines().size());
        Batch batch = Batch.first(lines, now);
        if (!batch.lines().isEmpty()) {
            put(here.stream(source.stream()), batch);
        }
        boolean all = batch.taken() == lines.size();
        Position next = all ? new Position(chunk.next(), 0) : new Position(from.at(), from.lines() + batch.taken());
        places.set(source.key(), next);
        return !next.equals(from);
    }

    private void put(String stream, Batch batch) {
        List<Map<String, Object>> lines = batch.lines().stream()
                .map(line -> Map.<String, Object>of("timestamp", line.at().toEpochMilli(), "message", line.text()))
                .toList();
        Map<String, Object> input =
                Map.of("logGroupName", here.logGroup(), "logStreamName", stream, "logEvents", lines);
        try {
            logs.call("PutLogEvents", input);
        } catch (QueryException e) {
            switch (e.code()) {
                case "ResourceNotFoundException" -> {
                    create(stream);
                    logs.call("PutLogEvents", input);
                }
                // What AWS will never take must not keep back what comes after it.
                case "InvalidParameterException" ->
                    events.accept(
                            "trouble",
                            batch.lines().size() + " lines of the log " + stream + " were refused and are left out: "
                                    + e.getMessage());
                default -> throw e;
            }
        }
    }

    private void create(String stream) {
        try {
            logs.call("CreateLogStream", Map.of("logGroupName", here.logGroup(), "logStreamName", stream));
        } catch (QueryException e) {
            if (!e.code().equals("ResourceAlreadyExistsException")) {
                throw e;
            }
        }
    }
}
