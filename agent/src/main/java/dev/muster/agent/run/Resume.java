package dev.muster.agent.run;

import dev.muster.core.report.NodeReport;
import dev.muster.core.state.Known;
import dev.muster.core.state.Verdict;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes of an earlier agent's last report what the state machine goes on from. */
final class Resume {
    private Resume() {}

    static Optional<Verdict> verdict(NodeReport before) {
        if (before.observedAt() == null) {
            return Optional.empty();
        }
        NodeReport.Work work = before.work();
        Known known = new Known(
                instant(before.observedAt()),
                before.height(),
                before.tip(),
                before.tipSource(),
                before.lag(),
                before.peers(),
                work == null ? null : work.count(),
                work == null ? null : instant(work.lastAt()));
        return Optional.of(new Verdict(
                before.state(),
                Instant.parse(before.since()),
                before.reason(),
                "",
                before.phase(),
                known,
                before.rate(),
                Optional.empty(),
                before.health().code(),
                Instant.parse(before.health().since())));
    }

    private static @Nullable Instant instant(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }
}
