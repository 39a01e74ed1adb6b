package dev.muster.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.agent.testing.Needs;
import dev.muster.core.state.Criteria;
import dev.muster.core.state.NodeState;
import dev.muster.core.state.Observation;
import dev.muster.core.state.Round;
import dev.muster.core.state.Situation;
import dev.muster.core.state.StateMachine;
import dev.muster.core.state.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The blueprint's probes against the real program. Sabotage: a probe that takes silence for height 0 turns it red. */
class LitecoinProbeTest {
    @TempDir
    Path folder;

    @BeforeAll
    static void needs() {
        Needs.that(Files.isExecutable(RealLitecoin.PROGRAM), RealLitecoin.PROGRAM.toString());
    }

    @Test
    void aFollowerIsInSyncOnlyWhenItHasWhatItsPeerAnnounces() throws Exception {
        try (RealLitecoin producer = new RealLitecoin(folder.resolve("a"), 0)) {
            Watch first = new Watch(producer, 0);
            first.until(verdict -> verdict.state() == NodeState.IN_SYNC, Duration.ofSeconds(20));
            producer.mine(110);
            try (RealLitecoin follower = new RealLitecoin(folder.resolve("b"), producer.peerPort)) {
                Watch second = new Watch(follower, 1);
                Verdict verdict = second.until(v -> v.state() == NodeState.IN_SYNC, Duration.ofSeconds(30));
                assertThat(second.states)
                        .isSubsetOf(NodeState.STARTING, NodeState.SYNCING, NodeState.IN_SYNC)
                        .startsWith(NodeState.STARTING);
                assertThat(verdict.known().height()).isEqualTo(110);
                assertThat(verdict.known().tip()).isEqualTo(110);
                assertThat(verdict.known().peers()).isEqualTo(1);
                assertThat(verdict.reason()).contains("no peer announces more");
            }
        }
    }

    @Test
    void aFrozenNodeIsUnknownWithinTenSecondsAndKeepsItsValues() throws Exception {
        try (RealLitecoin node = new RealLitecoin(folder.resolve("a"), 0)) {
            Watch watch = new Watch(node, 0);
            watch.until(verdict -> verdict.state() == NodeState.IN_SYNC, Duration.ofSeconds(20));
            node.mine(5);
            watch.until(verdict -> verdict.healthCode() == 200, Duration.ofSeconds(20));
            node.signal("STOP");
            Instant frozen = Instant.now();
            Verdict unknown = watch.until(verdict -> verdict.state() == NodeState.UNKNOWN, Duration.ofSeconds(10));
            assertThat(unknown.known().height()).isEqualTo(5);
            assertThat(unknown.known().observedAt()).isBefore(frozen.plusSeconds(1));
            assertThat(unknown.reason()).contains("no answer from 127.0.0.1");
            // Health may have changed shortly before the freeze, and never changes twice in 15 s.
            watch.until(verdict -> verdict.healthCode() == 503, Duration.ofSeconds(15));
            node.signal("CONT");
            watch.until(verdict -> verdict.state() == NodeState.IN_SYNC, Duration.ofSeconds(10));
        }
    }

    @Test
    void wrongCredentialsAreToldWithoutThem() throws Exception {
        try (RealLitecoin node = new RealLitecoin(folder.resolve("a"), 0)) {
            new Watch(node, 0).until(verdict -> verdict.state() == NodeState.IN_SYNC, Duration.ofSeconds(20));
            Round round = node.prober("something-else").round(List.of()).round();
            assertThat(round)
                    .isEqualTo(new Round.Failed(
                            "getblockchaininfo: 127.0.0.1:" + node.rpcPort + " refuses the credentials (HTTP 401)"));
        }
    }

    /** The node's own headers equal its blocks before others' have come; they must not count as a tip. */
    @Test
    void noBlueprintTakesTheNodesOwnHeadersForATip() {
        assertThat(RealLitecoin.blueprint().probes().tips())
                .hasSizeGreaterThan(1)
                .noneMatch(tip -> tip.value()
                        .equals(Optional.ofNullable(
                                RealLitecoin.blueprint().probes().values().get("headers"))));
    }

    /** What the agent does: rounds and the machine; a frozen node costs a round its timeout. */
    private static final class Watch {
        private final Prober prober;
        private final StateMachine machine;
        private final Situation situation = new Situation.Running(Instant.now());
        private final List<NodeState> states = new ArrayList<>();

        Watch(RealLitecoin node, int devPeers) throws IOException {
            prober = node.prober(ProbeKit.SECRET);
            machine = new StateMachine(Criteria.of(RealLitecoin.blueprint().probes(), true, devPeers));
        }

        Verdict until(Predicate<Verdict> there, Duration most) throws InterruptedException {
            Instant end = Instant.now().plus(most);
            Verdict verdict = step();
            while (!there.test(verdict)) {
                assertThat(Instant.now())
                        .as(verdict.state() + ": " + verdict.reason())
                        .isBefore(end);
                Thread.sleep(100);
                verdict = step();
            }
            return verdict;
        }

        private Verdict step() {
            Round round = prober.round(List.of()).round();
            Verdict verdict = machine.next(Observation.of(Instant.now(), situation, round));
            states.add(verdict.state());
            return verdict;
        }
    }
}
