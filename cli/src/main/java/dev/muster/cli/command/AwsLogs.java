package dev.muster.cli.command;

import dev.muster.agent.files.Json;
import dev.muster.aws.operate.NodeLogs;
import dev.muster.cli.world.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows what nodes on AWS write, as CloudWatch Logs has it. */
final class AwsLogs {
    private final Context context;
    private final AwsTargets targets;
    private final Wish wish;

    AwsLogs(Context context, AwsTargets targets, Wish wish) {
        this.context = context;
        this.targets = targets;
        this.wish = wish;
    }

    /**
     * What a person asked for.
     *
     * @param source node, agent or boot
     * @param service a program of the node; all if null
     * @param last so many lines at most
     */
    record Wish(String source, @Nullable String service, Duration since, int last, boolean follow, boolean json) {}

    void show(@Nullable String name) throws IOException, InterruptedException {
        targets.first(name, site -> {
            String prefix = site.words().getFirst() + "/" + wish.source()
                    + (wish.service() == null ? "" : "/" + wish.service());
            NodeLogs logs = new NodeLogs(
                    site.cloud(), site.name(), context.clock().instant().minus(wish.since()));
            List<NodeLogs.Line> lines = logs.fresh(prefix, wish.last());
            print(lines);
            if (lines.isEmpty() && !wish.follow()) {
                context.console().say("nothing was written by " + prefix + " in this time; --since looks further back");
            }
            while (wish.follow() && !context.console().out().checkError()) {
                targets.lookAgain();
                print(logs.fresh(prefix, Integer.MAX_VALUE));
            }
        });
    }

    private void print(List<NodeLogs.Line> lines) {
        lines.forEach(line -> context.console().data(wish.json() ? Json.line(json(line)) : line.text()));
        context.console().out().flush();
    }

    private static Map<String, String> json(NodeLogs.Line line) {
        Map<String, String> one = new LinkedHashMap<>();
        one.put("at", line.at().toString());
        one.put("stream", line.stream());
        one.put("line", line.text());
        return one;
    }
}
