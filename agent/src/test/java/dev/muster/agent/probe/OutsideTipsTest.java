package dev.muster.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.core.blueprint.Probes.Tip;
import dev.muster.core.state.Round.TipSeen;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OutsideTipsTest {
    private static final Instant T0 = Instant.parse("2026-11-01T00:00:00Z");

    @Test
    void asksAtMostTwiceAMinuteAndForgetsAfterTenMinutesOfFailures() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        try (FakeNode node = new FakeNode(out -> {
            boolean up = asked.incrementAndGet() <= 2;
            FakeNode.http(up ? 200 : 500, "{\"height\": " + (100 + asked.get()) + "}")
                    .write(out);
        })) {
            OutsideTips tips = tips(Optional.of("http://127.0.0.1:" + node.port() + "/"), Map.of());
            assertThat(tips.latest(T0)).containsExactly(new TipSeen("explorer", 101, null));
            assertThat(tips.latest(T0.plusSeconds(29))).containsExactly(new TipSeen("explorer", 101, null));
            assertThat(tips.latest(T0.plusSeconds(30))).containsExactly(new TipSeen("explorer", 102, null));
            assertThat(tips.latest(T0.plusSeconds(630))).containsExactly(new TipSeen("explorer", 102, null));
            assertThat(tips.latest(T0.plusSeconds(631))).isEmpty();
            assertThat(asked).hasValue(3);
        }
    }

    @Test
    void aNetworkWithoutASourceHasNone() {
        assertThat(tips(Optional.empty(), Map.of("testnet", "http://127.0.0.1:1/"))
                        .latest(T0))
                .isEmpty();
    }

    private static OutsideTips tips(Optional<String> url, Map<String, String> networks) {
        Tip tip = new Tip("explorer", Optional.empty(), url, "/height", networks);
        return new OutsideTips(List.of(tip), "mainnet", text -> text, Runnable::run);
    }
}
