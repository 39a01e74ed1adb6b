package dev.muster.aws.list;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.aws.facts.AwsFacts;
import dev.muster.aws.list.RegionList.Row;
import dev.muster.aws.price.Prices;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Regions as far as they are known offline. */
class RegionListTest {
    private static List<Row> rows(Optional<String> type) {
        return RegionList.of(new AwsFacts(), Prices.bundled(), type);
    }

    private static Row row(List<Row> rows, String code) {
        return rows.stream().filter(row -> row.code().equals(code)).findFirst().orElseThrow();
    }

    @Test
    void allRegionsWithNameOptInAndZones() {
        List<Row> rows = rows(Optional.empty());
        assertThat(rows).hasSize(34).isSortedAccordingTo((a, b) -> a.code().compareTo(b.code()));
        assertThat(rows).filteredOn(Row::optIn).hasSize(17);
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.zones()).hasSizeGreaterThanOrEqualTo(2);
            assertThat(row.hourlyUsd()).isNull();
            assertThat(row.offered()).isNull();
        });
        assertThat(row(rows, "eu-central-1").name()).isEqualTo("Europe (Frankfurt)");
    }

    @Test
    void aTypesPriceWhereItIsKnownAndNeverWhetherItIsSold() {
        List<Row> rows = rows(Optional.of("m5.large"));
        assertThat(row(rows, "us-east-1").hourlyUsd()).isEqualTo(0.096);
        assertThat(row(rows, "us-east-1").priceAsOf()).isEqualTo("2026-07-20");
        assertThat(row(rows, "sa-east-1").hourlyUsd()).isNull();
        assertThat(rows).allMatch(row -> "unknown without credentials".equals(row.offered()));
    }
}
