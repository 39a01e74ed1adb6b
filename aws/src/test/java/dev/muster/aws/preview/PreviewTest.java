package dev.muster.aws.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muster.aws.facts.AwsFacts;
import dev.muster.aws.fixtures.Specs;
import dev.muster.aws.price.PriceTable;
import dev.muster.aws.price.Prices;
import dev.muster.core.plan.Finding.Severity;
import dev.muster.core.plan.Plan;
import dev.muster.core.problem.InvalidFileException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A plan for AWS from a spec alone. */
class PreviewTest {
    private static final AwsFacts FACTS = new AwsFacts();
    private static final PriceTable PRICES = Prices.bundled();
    private static final LocalDate TODAY = LocalDate.parse("2026-11-22");
    private static final Set<String> KINDS =
            Set.of("instance", "volume", "load-balancer", "address", "metrics", "logs", "traffic", "secrets", "other");

    private static Plan plan(String topology, String... aws) {
        return Preview.of("muster.yaml", Specs.read(topology, aws), FACTS, PRICES)
                .plan(Optional.empty(), TODAY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "ha", "fleet"})
    void hasTheFormThatScriptsRelyOn(String topology) {
        JsonNode json = new ObjectMapper().valueToTree(plan(topology));
        assertThat(json.path("changes").get(0).fieldNames()).toIterable().contains("action", "kind", "name", "why");
        assertThat(json.path("cost").has("monthlyUsd")).isTrue();
        assertThat(json.path("cost").path("monthlyUsd").isNull()).isTrue();
        assertThat(json.path("cost").path("atLeastUsd").asDouble()).isPositive();
        assertThat(json.path("cost").path("pricesAsOf").asText()).matches("20\\d\\d-.*");
        Set<String> kinds = new TreeSet<>();
        json.path("cost")
                .path("lines")
                .forEach(line -> kinds.add(line.path("kind").asText()));
        assertThat(KINDS).containsAll(kinds);
        assertThat(json.path("findings").get(0).fieldNames())
                .toIterable()
                .containsExactly("id", "severity", "pillar", "message", "advice");
    }

    @Test
    void findingsOfAPlanLeaveOutWhatIsRight() {
        assertThat(plan("ha").findings()).isNotEmpty().noneMatch(finding -> finding.severity() == Severity.PASSED);
    }

    @Test
    void aSpecThatTheRulesRefuseHasNoPlan() {
        assertThatThrownBy(() -> plan("single", "volume: {iops: 90000}"))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("aws.volume-iops");
    }
}
