package dev.muster.aws.operate;

import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.cloud.Refusal;
import dev.muster.aws.synth.Names;
import dev.muster.core.problem.MusterException;
import dev.muster.core.value.Name;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** What nodes, agents and boots wrote, as CloudWatch Logs has it; streams are {@code SLOT/SOURCE...}. */
public final class NodeLogs {
    /** Lines come in batches of several streams: one that comes after a younger one is still shown by the next look. */
    private static final long OVERLAP_MS = 30_000;

    private final CloudWatchLogsClient client;
    private final String group;
    private final Map<String, Long> shown = new TreeMap<>();
    private long from;

    /** @param since nothing older is read */
    public NodeLogs(Cloud cloud, Name deployment, Instant since) {
        this.client = cloud.logs();
        this.group = Names.logGroup(deployment);
        this.from = since.toEpochMilli();
    }

    /** A line of a stream. */
    public record Line(Instant at, String stream, String text, String id) {}

    /**
     * What came since the last look, the oldest first.
     *
     * @param prefix of streams: {@code 1/node}
     * @param most so many of the last lines at most
     */
    public List<Line> fresh(String prefix, int most) {
        return read(prefix, most)
                .orElseThrow(() ->
                        MusterException.failed("there is no log group " + group, "the stack makes it; \"muster up\""));
    }

    /** As {@link #fresh}; empty if there is no log group, which the stack may still have to make. */
    Optional<List<Line>> read(String prefix, int most) {
        Deque<Line> last = new ArrayDeque<>();
        String token = null;
        do {
            Optional<FilterLogEventsResponse> there = page(prefix, token);
            if (there.isEmpty()) {
                return Optional.empty();
            }
            FilterLogEventsResponse page = there.get();
            for (var event : page.events()) {
                if (shown.putIfAbsent(event.eventId(), event.timestamp()) == null) {
                    last.addLast(new Line(
                            Instant.ofEpochMilli(event.timestamp()),
                            event.logStreamName(),
                            event.message().stripTrailing(),
                            event.eventId()));
                }
                if (last.size() > most) {
                    last.removeFirst();
                }
            }
            token = page.nextToken();
        } while (token != null);
        shown.values().stream().max(Comparator.naturalOrder()).ifPresent(newest -> {
            from = Math.max(from, newest - OVERLAP_MS);
            shown.values().removeIf(at -> at < from);
        });
        List<Line> lines = new ArrayList<>(last);
        lines.sort(Comparator.comparing(Line::at));
        return Optional.of(lines);
    }

    private Optional<FilterLogEventsResponse> page(String prefix, @org.jspecify.annotations.Nullable String token) {
        long start = from;
        return Refusal.explained(() -> {
            try {
                return Optional.of(client.filterLogEvents(ask -> ask.logGroupName(group)
                        .logStreamNamePrefix(prefix)
                        .startTime(start)
                        .nextToken(token)));
            } catch (ResourceNotFoundException e) {
                return Optional.empty();
            }
        });
    }
}
