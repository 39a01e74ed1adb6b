package dev.muster.agent.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestartPolicyTest {
    private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");

    private final RestartPolicy policy = new RestartPolicy();

    @Test
    void eachWaitIsTwiceTheOneBeforeUpToAMinute() {
        List<Long> waits = new ArrayList<>();
        for (int count = 1; count <= 10; count++) {
            waits.add(policy.wait(count).toMillis());
        }
        assertThat(waits)
                .containsExactly(500L, 1000L, 2000L, 4000L, 8000L, 16_000L, 32_000L, 60_000L, 60_000L, 60_000L);
    }

    @Test
    void aProgramThatKeepsEndingIsGivenUp() {
        for (int count = 1; count < RestartPolicy.BUDGET; count++) {
            assertThat(policy.ended(START.plusSeconds(count))).isEqualTo(count);
            assertThat(policy.spent()).isFalse();
        }
        policy.ended(START.plusSeconds(60));
        assertThat(policy.spent()).isTrue();
    }

    @Test
    void anEndNowAndThenIsNeverTooMuch() {
        Duration between =
                RestartPolicy.WINDOW.dividedBy(RestartPolicy.BUDGET - 1).plusSeconds(1);
        for (int count = 0; count < 100; count++) {
            policy.ended(START.plus(between.multipliedBy(count)));
            assertThat(policy.spent()).isFalse();
        }
    }

    @Test
    void whoAsksForAStartGetsAFreshBudget() {
        for (int count = 0; count < RestartPolicy.BUDGET; count++) {
            policy.ended(START);
        }
        policy.reset();
        assertThat(policy.spent()).isFalse();
        assertThat(policy.ended(START)).isEqualTo(1);
    }
}
