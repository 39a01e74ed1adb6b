package dev.muster.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.core.blueprint.Probes;
import dev.muster.core.blueprint.Probes.Rules;
import dev.muster.core.blueprint.Probes.ValueAt;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CriteriaTest {
    @Test
    void aPublicNodeNeedsAPeerIfPeersCanBeCounted() {
        assertThat(Criteria.of(probes(2, "height", "peers"), false, 0).minPeers())
                .isEqualTo(1);
        assertThat(Criteria.of(probes(2, "height"), false, 0).minPeers()).isZero();
        assertThat(Criteria.of(probes(2, "height", "peers"), true, 0).minPeers())
                .isZero();
        assertThat(Criteria.of(probes(2, "height", "peers"), true, 1).minPeers())
                .isEqualTo(1);
    }

    @Test
    void aDevNodeIsStalledAfterHalfAMinute() {
        assertThat(Criteria.of(probes(2, "height"), true, 0).stalledAfter()).hasSeconds(30);
        assertThat(Criteria.of(probes(2, "height"), false, 0).stalledAfter()).hasMinutes(20);
    }

    @Test
    void silenceIsCountedInProbesIfTheyAreFarApart() {
        assertThat(Criteria.of(probes(2, "height"), false, 0).silence()).hasSeconds(8);
        assertThat(Criteria.of(probes(30, "height"), false, 0).silence()).hasSeconds(33);
    }

    @Test
    void withoutAHeightThereIsNoChain() {
        assertThat(Criteria.of(probes(2, "peers"), false, 0).chain()).isFalse();
    }

    private static Probes probes(int every, String... values) {
        Map<String, ValueAt> at = new java.util.HashMap<>();
        List.of(values).forEach(name -> at.put(name, new ValueAt("c", "/" + name, "first")));
        return new Probes(
                Duration.ofSeconds(every),
                Duration.ofSeconds(3),
                Map.of(),
                at,
                List.of(),
                Map.of(),
                Optional.empty(),
                new Rules(1, 0, Duration.ofHours(1), Duration.ofMinutes(20)));
    }
}
