package dev.muster.aws.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.core.state.NodeState;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever happens, an instance is never given up while its node restores or syncs. Sabotage: SYNCING is forgotten. */
class GiveUpPropertyTest {
    record Look(int seconds, NodeState state, boolean broken) {}

    @Provide
    Arbitrary<List<Look>> looks() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 200),
                        Arbitraries.of(NodeState.class),
                        Arbitraries.frequency(net.jqwik.api.Tuple.of(9, true), net.jqwik.api.Tuple.of(1, false)))
                .as(Look::new)
                .list()
                .ofMaxSize(60);
    }

    @Property
    void neverWhileItRestoresOrSyncs(@ForAll("looks") List<Look> looks) {
        GiveUp giveUp = new GiveUp();
        Instant now = Instant.EPOCH;
        int given = 0;
        for (Look look : looks) {
            now = now.plusSeconds(look.seconds());
            if (giveUp.decide(now, look.state(), look.broken())) {
                given++;
                assertThat(look.broken()).isTrue();
                assertThat(Set.of(NodeState.RESTORING, NodeState.SYNCING)).doesNotContain(look.state());
            }
        }
        assertThat(given).isLessThanOrEqualTo(1);
    }
}
