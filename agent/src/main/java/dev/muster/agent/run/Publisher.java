package dev.muster.agent.run;

import dev.muster.agent.files.Json;
import dev.muster.agent.files.Whole;
import dev.muster.agent.slot.SlotFolder;
import dev.muster.core.report.NodeReport;
import dev.muster.core.state.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Tells of a node: in memory a report on change, with each probe and at least every two seconds, on disk on change and
 * once a minute.
 */
final class Publisher {
    private static final Duration AT_LEAST = Duration.ofSeconds(2);
    private static final Duration EACH_MINUTE = Duration.ofMinutes(1);

    private final SlotFolder slot;
    private final Journal journal;
    private final Housekeeping housekeeping;
    private final BiFunction<Instant, Verdict, NodeReport> maker;
    private volatile @Nullable NodeReport report;
    private Instant made = Instant.EPOCH;
    private @Nullable Instant written;

    Publisher(
            SlotFolder slot,
            Journal journal,
            Housekeeping housekeeping,
            BiFunction<Instant, Verdict, NodeReport> maker) {
        this.slot = slot;
        this.journal = journal;
        this.housekeeping = housekeeping;
        this.maker = maker;
    }

    /** What was last told; null before the first time. */
    @Nullable NodeReport report() {
        return report;
    }

    /** @param fresh whether the node was asked since the last time, or somebody waits for a report */
    void publish(Instant now, Verdict verdict, boolean fresh) {
        NodeReport before = report;
        boolean changed = before == null
                || before.state() != verdict.state()
                || !before.reason().equals(verdict.reason())
                || before.health().code() != verdict.healthCode();
        if (before != null && before.state() != verdict.state()) {
            journal.event(
                    "state", before.state().text() + " -> " + verdict.state().text() + ": " + verdict.reason());
        }
        boolean old = Duration.between(made, now).abs().compareTo(AT_LEAST) >= 0;
        if (changed || fresh || old) {
            NodeReport current = maker.apply(now, verdict);
            report = current;
            made = now;
            write(now, changed);
            sample(now, current);
        }
    }

    /** @param anyway also when the last one on disk is young */
    void write(Instant now, boolean anyway) {
        NodeReport current = report;
        boolean due = written == null || !now.isBefore(written.plus(EACH_MINUTE)) || now.isBefore(written);
        if (current != null && (anyway || due)) {
            written = now;
            try {
                Whole.write(slot.reportFile(), Json.pretty(current));
            } catch (IOException e) {
                journal.event("trouble", "the report cannot be written: " + e.getMessage());
            }
        }
    }

    private void sample(Instant now, NodeReport current) {
        try {
            housekeeping.sample(now, current);
        } catch (IOException e) {
            journal.event("trouble", "the time series cannot be kept: " + e.getMessage());
        }
    }
}
