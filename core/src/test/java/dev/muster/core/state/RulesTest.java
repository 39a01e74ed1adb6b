package dev.muster.core.state;

import static dev.muster.core.state.NodeFilm.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.core.state.Observation.Others;
import dev.muster.core.state.Round.Answered;
import dev.muster.core.state.Round.TipSeen;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each row: the rule that decides, and a film that ends with it. */
class RulesTest {
    private static final Map<String, List<Supplier<Verdict>>> ROWS = new TreeMap<>(Map.ofEntries(
            Map.entry(
                    "restoring",
                    List.of(() -> new NodeFilm(NodeFilm.open()).is(new Situation.Restoring("fetching: 3 %")))),
            Map.entry("stopping", List.of(() -> NodeFilm.inSync().is(new Situation.Stopping()))),
            Map.entry("stopped", List.of(() -> NodeFilm.inSync().is(new Situation.Stopped("by command")))),
            Map.entry(
                    "failed", List.of(() -> NodeFilm.inSync().is(new Situation.Failed("litecoind: exit 1: no space")))),
            Map.entry(
                    "programs-starting",
                    List.of(() -> new NodeFilm(NodeFilm.open()).is(new Situation.Starting("starting litecoind")))),
            Map.entry(
                    "backing-off",
                    List.of(() -> NodeFilm.inSync().is(new Situation.BackingOff(2, "litecoind ended with 1")))),
            Map.entry(
                    "warming-up",
                    List.of(
                            () -> new NodeFilm(NodeFilm.open()).round(new Round.WarmingUp("Loading block index...")),
                            () -> NodeFilm.inSync().after(2).round(new Round.WarmingUp("Verifying blocks...")))),
            Map.entry(
                    "no-answer-yet",
                    List.of(
                            () -> new NodeFilm(NodeFilm.open()).pending(),
                            RulesTest::neverAnswered,
                            () -> NodeFilm.inSync().after(1).restart().after(1).fails())),
            Map.entry(
                    "wrong-network",
                    List.of(() -> new NodeFilm(NodeFilm.dev(0))
                            .round(new Answered(
                                    5L,
                                    null,
                                    List.of(),
                                    0,
                                    null,
                                    Optional.of("it is on \"main\", not on \"regtest\""),
                                    null)))),
            Map.entry(
                    "silent",
                    List.of(
                            RulesTest::refusedTwice,
                            () -> {
                                NodeFilm film = NodeFilm.inSync();
                                film.after(7).pending();
                                return film.after(1).pending();
                            },
                            () -> NodeFilm.inSync().after(8).fails())),
            Map.entry(
                    "no-height",
                    List.of(() -> new NodeFilm(NodeFilm.open())
                            .round(new Answered(null, null, List.of(), 8, null, Optional.empty(), null)))),
            Map.entry(
                    "working",
                    List.of(
                            () -> new NodeFilm(NodeFilm.worker(null)).round(NodeFilm.work(null)),
                            () -> worked(Duration.ofSeconds(10)))),
            Map.entry(
                    "idle",
                    List.of(
                            () -> new NodeFilm(NodeFilm.worker(Duration.ofMinutes(1))).round(NodeFilm.work(7L)),
                            () -> worked(Duration.ofSeconds(61)))),
            Map.entry("stalled", List.of(RulesTest::tipMovesNodeDoesNot, RulesTest::toAndFro, RulesTest::othersMoveOn)),
            Map.entry(
                    "few-peers",
                    List.of(
                            () -> NodeFilm.inSync().after(5).has(102, 102, 0),
                            () -> NodeFilm.inSync().after(5).has(102, 102, 2),
                            () -> new NodeFilm(NodeFilm.dev(1)).has(0, 0, 0),
                            () -> new NodeFilm(NodeFilm.open())
                                    .round(new Answered(5L, null, List.of(), null, null, Optional.empty(), null)))),
            Map.entry(
                    "no-tip",
                    List.of(
                            () -> new NodeFilm(NodeFilm.open())
                                    .round(new Answered(5L, null, List.of(), 8, null, Optional.empty(), null)),
                            () -> new NodeFilm(NodeFilm.dev(1)).has(0, -1, 1))),
            Map.entry("just-behind", List.of(() -> NodeFilm.inSync().after(5).has(101, 104, 8))),
            Map.entry(
                    "behind",
                    List.of(
                            () -> new NodeFilm(NodeFilm.open()).has(5, 100, 8),
                            () -> new NodeFilm(NodeFilm.dev(1)).has(0, 3000, 1),
                            () -> {
                                NodeFilm film = NodeFilm.inSync();
                                film.after(5).has(101, 104, 8);
                                return film.after(5).has(101, 104, 8);
                            },
                            RulesTest::nobodyMoves)),
            Map.entry(
                    "in-sync-dev",
                    List.of(
                            () -> new NodeFilm(NodeFilm.dev(0)).has(7, -1, 0),
                            () -> new NodeFilm(NodeFilm.dev(0)).has(7, -1, 2),
                            () -> new NodeFilm(NodeFilm.dev(1)).has(3000, 3000, 1),
                            () -> new NodeFilm(NodeFilm.dev(0))
                                    .round(new Answered(7L, null, List.of(), null, null, Optional.empty(), null)))),
            Map.entry("tip-not-seen-moving", List.of(() -> new NodeFilm(NodeFilm.open()).has(100, 100, 8))),
            Map.entry(
                    "tip-stands-still",
                    List.of(
                            () -> standing(Others.NONE),
                            () -> new NodeFilm(NodeFilm.open())
                                    .round(NodeFilm.aged(100, 100, NodeFilm.T0.minusSeconds(1801))))),
            Map.entry(
                    "in-sync",
                    List.of(
                            () -> NodeFilm.inSync().pending(),
                            () -> NodeFilm.inSync().after(5).fails(),
                            () -> new NodeFilm(NodeFilm.open())
                                    .round(NodeFilm.aged(98, 100, NodeFilm.T0.minusSeconds(600))),
                            () -> new NodeFilm(NodeFilm.open())
                                    .round(new Answered(
                                            98L,
                                            null,
                                            List.of(
                                                    new TipSeen("explorer", 100, NodeFilm.T0.minusSeconds(60)),
                                                    new TipSeen("old mirror", 150, NodeFilm.T0.minusSeconds(9999))),
                                            8,
                                            null,
                                            Optional.empty(),
                                            null))))));

    @TestFactory
    Stream<DynamicTest> eachRuleDecides() {
        return Rules.ALL.stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.name(),
                        () -> assertThat(ROWS.get(rule.name()))
                                .as("rows for this rule")
                                .isNotNull()
                                .allSatisfy(film -> assertRule(rule, film.get()))));
    }

    private static void assertRule(Rule rule, Verdict verdict) {
        assertThat(verdict.rule()).as(verdict.reason()).isEqualTo(rule.name());
        assertThat(verdict.state()).isEqualTo(rule.state());
        assertThat(verdict.reason()).isNotBlank().doesNotContain("null").doesNotContain("Optional");
    }

    @Test
    void silenceKeepsTheLastValuesWithTheirAge() {
        Verdict verdict = refusedTwice();
        assertThat(verdict.known().height()).isEqualTo(101);
        assertThat(verdict.known().observedAt()).isEqualTo(NodeFilm.T0.plusSeconds(5));
        assertThat(verdict.healthCode()).isEqualTo(503);
    }

    @Test
    void aStandingTipKeepsTrafficOnlyIfNobodySeesItMove() {
        assertThat(standing(Others.NONE).healthCode()).isEqualTo(200);
        assertThat(standing(new Others(2, 2)).healthCode()).isEqualTo(200);
        assertThat(standing(new Others(2, 1)).healthCode()).isEqualTo(503);
    }

    @Test
    void aReorganisationIsNoStallAndNoLossOfSync() {
        NodeFilm film = NodeFilm.inSync();
        assertThat(film.after(5).has(99, 101, 8).state()).isEqualTo(NodeState.IN_SYNC);
        assertThat(film.after(5).has(102, 102, 8).state()).isEqualTo(NodeState.IN_SYNC);
    }

    @Test
    void headersAloneProveNothing() {
        NodeFilm film = new NodeFilm(NodeFilm.dev(1));
        film.round(NodeFilm.headers(0, 0, 3000));
        Verdict verdict = film.after(2).round(NodeFilm.headers(0, 2000, 3000));
        assertThat(verdict.state()).isEqualTo(NodeState.SYNCING);
        assertThat(verdict.phase()).isEqualTo("headers");
        assertThat(verdict.eta()).isEmpty();
    }

    @Test
    void anAgentThatComesBackGoesOn() {
        NodeFilm film = NodeFilm.inSync();
        Verdict before = film.after(5).has(102, 102, 8);
        StateMachine next = new StateMachine(NodeFilm.open());
        next.resume(before);
        Verdict tick = next.next(Observation.tick(film.now.plusSeconds(1), film.situation));
        assertThat(tick.state()).isEqualTo(NodeState.IN_SYNC);
        assertThat(tick.since()).isEqualTo(before.since());
        Verdict round = next.next(Observation.of(film.now.plusSeconds(2), film.situation, answer(102, 102, 8)));
        assertThat(round.state()).isEqualTo(NodeState.IN_SYNC);
    }

    private static Verdict neverAnswered() {
        NodeFilm film = new NodeFilm(NodeFilm.open());
        film.fails();
        film.after(60).fails();
        return film.after(60).fails();
    }

    private static Verdict refusedTwice() {
        NodeFilm film = NodeFilm.inSync();
        film.after(1).fails();
        return film.after(1).fails();
    }

    private static Verdict worked(Duration ago) {
        NodeFilm film = new NodeFilm(NodeFilm.worker(Duration.ofMinutes(1)));
        film.round(NodeFilm.work(7L));
        film.after(1).round(NodeFilm.work(8L));
        return film.after(ago.toMillis() / 1000.0).round(NodeFilm.work(8L));
    }

    private static Verdict tipMovesNodeDoesNot() {
        NodeFilm film = NodeFilm.inSync();
        Verdict verdict = film.pending();
        for (int i = 0; i < 24; i++) {
            verdict = film.after(5).has(101, 102 + i, 8);
        }
        return verdict;
    }

    /** Between two blocks, and never beyond: no progress. */
    private static Verdict toAndFro() {
        NodeFilm film = NodeFilm.inSync();
        Verdict verdict = film.pending();
        for (int i = 0; i < 24; i++) {
            verdict = film.after(5).has(100 + i % 2, 110 + i, 8);
        }
        return verdict;
    }

    private static Verdict othersMoveOn() {
        NodeFilm film = new NodeFilm(NodeFilm.dev(1));
        film.others = new Others(2, 1);
        film.has(5, 100, 1);
        return film.after(30).has(5, 100, 1);
    }

    private static Verdict nobodyMoves() {
        NodeFilm film = new NodeFilm(NodeFilm.dev(1));
        film.has(5, 100, 1);
        return film.after(3600).has(5, 100, 1);
    }

    /** In service, then the tip stands still for 32 minutes. */
    private static Verdict standing(Others others) {
        NodeFilm film = NodeFilm.inSync();
        film.others = others;
        Verdict verdict = film.pending();
        for (int i = 0; i < 400; i++) {
            verdict = film.after(5).has(101, 101, 8);
        }
        return verdict;
    }
}
