package dev.muster.aws.operate;

import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.synth.Names;
import dev.muster.core.value.Name;
import java.time.Instant;
import java.util.List;

/** What agents have noticed and done, as CloudWatch Logs has it: a stream for each slot, below the agent's own. */
public final class NodeEvents {
    private final NodeLogs logs;

    /** @param since nothing older is read */
    public NodeEvents(Cloud cloud, Name deployment, Instant since) {
        this.logs = new NodeLogs(cloud, deployment, since);
    }

    /**
     * The last events of a slot, the oldest first; none if nothing was sent yet.
     *
     * @param slot its word: a number, or {@code fleet}
     */
    List<Happened> of(String slot, int most) {
        return logs.read(slot + "/" + Names.EVENTS_STREAM, most).orElse(List.of()).stream()
                .map(line -> happened(slot, line))
                .toList();
    }

    private static Happened happened(String slot, NodeLogs.Line line) {
        String[] words = line.text().split(Names.EVENT_TYPE_END, 2);
        return words.length == 2
                ? new Happened(line.at(), slot, words[0], words[1])
                : new Happened(line.at(), slot, "event", line.text());
    }
}
