package dev.muster.aws.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.aws.instance.Measure.Memory;
import dev.muster.core.state.NodeState;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sabotage: what is unknown is told as 0; a node that never was in sync is told to be behind. */
class MeasureTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void whatIsUnknownIsLeftOut() {
        Map<String, Double> all = Measure.of(Reported.of(NodeState.STARTING, NOW), Memory.NONE);
        assertThat(all)
                .containsOnlyKeys("Heartbeat", "InSync", "DiskPercent", "MemoryPercent", "burn_height")
                .containsEntry("InSync", 0.0)
                .containsEntry("DiskPercent", 75.0)
                .containsEntry("MemoryPercent", 75.0)
                .containsEntry("burn_height", 70.5);
    }

    @Test
    void whatIsKnownHasItsName() {
        Map<String, Double> all = Measure.of(Reported.of(NodeState.SYNCING, NOW), Memory.NONE);
        assertThat(all).containsEntry("Height", 100.0).containsEntry("Lag", 3.0).containsEntry("Peers", 8.0);
        assertThat(all)
                .as("of the machine")
                .containsEntry("CpuPercent", 12.5)
                .containsEntry("NetworkInBytes", 1000.0)
                .containsEntry("NetworkOutBytes", 200.0);
    }

    @Test
    void aNodeIsBehindOnlyAfterItWasInSync() {
        Memory never = Memory.NONE.with(Reported.of(NodeState.SYNCING, NOW));
        assertThat(Measure.of(Reported.of(NodeState.SYNCING, NOW.plusSeconds(60)), never))
                .doesNotContainKey("BehindSeconds");
        Memory once = never.with(Reported.of(NodeState.IN_SYNC, NOW));
        assertThat(Measure.of(Reported.of(NodeState.STALLED, NOW.plusSeconds(90)), once))
                .containsEntry("BehindSeconds", 90.0);
        assertThat(Measure.of(Reported.of(NodeState.IN_SYNC, NOW.plusSeconds(90)), once))
                .containsEntry("BehindSeconds", 0.0);
    }

    @Test
    void restartsAreThoseOfTheMinute() {
        Memory before = Memory.NONE.with(Reported.of(1, NodeState.IN_SYNC, NOW, 4));
        assertThat(Measure.of(Reported.of(1, NodeState.IN_SYNC, NOW, 6), before))
                .containsEntry("Restarts", 2.0);
        assertThat(Measure.of(Reported.of(1, NodeState.IN_SYNC, NOW, 6), Memory.NONE))
                .doesNotContainKey("Restarts");
    }
}
