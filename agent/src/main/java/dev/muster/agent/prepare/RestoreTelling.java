package dev.muster.agent.prepare;

import dev.muster.agent.dataset.RestorePace;
import dev.muster.agent.fetch.FetchProgress;
import dev.muster.agent.files.Json;
import dev.muster.agent.files.Whole;
import dev.muster.agent.slot.SlotFolder;
import dev.muster.core.node.NodeConfig;
import dev.muster.core.problem.MusterException;
import dev.muster.core.report.NodeReport;
import dev.muster.core.state.Eta;
import dev.muster.core.state.NodeState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells how far a restore is: to who waits, and as the node's report, since no agent runs yet. For one thread.
 */
public final class RestoreTelling implements FetchProgress {
    private static final Duration LINE = Duration.ofSeconds(1);
    private static final Duration REPORT = Duration.ofSeconds(5);

    private final SlotFolder slot;
    private final NodeConfig node;
    private final String what;
    private final InstantSource clock;
    private final BiConsumer<String, @Nullable Double> listener;
    private final Consumer<NodeReport> publish;
    private final Instant since;
    private @Nullable RestorePace pace;
    private Instant told = Instant.MIN;
    private Instant reported = Instant.MIN;

    /**
     * @param what is restored, by name
     * @param listener hears words and, where it is known, the share that is done
     * @param publish gets each report; must not wait
     */
    public RestoreTelling(
            SlotFolder slot,
            NodeConfig node,
            String what,
            InstantSource clock,
            BiConsumer<String, @Nullable Double> listener,
            Consumer<NodeReport> publish) {
        this.slot = slot;
        this.node = node;
        this.what = what;
        this.clock = clock;
        this.listener = listener;
        this.publish = publish;
        this.since = clock.instant();
    }

    @Override
    public void at(long done, OptionalLong total, String note) {
        Instant now = clock.instant();
        boolean due = told.plus(LINE).isBefore(now);
        if (!due && note.isEmpty()) {
            return;
        }
        RestorePace current = pace == null || done == 0 ? new RestorePace(now, done, total) : pace;
        pace = current;
        current.add(now, done);
        told = now;
        String words = current.words() + (note.isEmpty() ? "" : "; " + note);
        listener.accept(words, current.fraction().orElse(null));
        if (reported.plus(REPORT).isBefore(now) || !note.isEmpty()) {
            report(NodeState.RESTORING, "the dataset \"" + what + "\" is restored: " + words, current.left());
        }
    }

    /** It begins. */
    public void begin() {
        report(NodeState.RESTORING, "the dataset \"" + what + "\" is being looked for", Optional.empty());
    }

    /** The data are there. */
    public void done(String words) {
        report(NodeState.STARTING, words + "; the programs are about to start", Optional.empty());
    }

    /** It came to nothing, and no program was started. */
    public void failed(MusterException why) {
        report(NodeState.FAILED, why.what() + "; " + why.advice(), Optional.empty());
    }

    private void report(NodeState state, String reason, Optional<Eta> eta) {
        Instant now = clock.instant();
        reported = now;
        NodeReport report = NodeReport.silent(
                        new NodeReport.Node(
                                node.deployment(),
                                node.slot(),
                                node.nodeId(),
                                node.blueprint(),
                                node.network(),
                                node.role(),
                                node.target()),
                        state,
                        now.toString(),
                        reason,
                        null)
                .restoring(since.toString(), eta);
        publish.accept(report);
        try {
            Whole.write(slot.reportFile(), Json.pretty(report));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
