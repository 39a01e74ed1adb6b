package dev.muster.aws.price.refresh;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muster.core.value.Region;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;

/**
 * Where a price list of a region lies: {@code .../offers/v1.0/aws/OFFER/current/region_index.json} for services,
 * {@code .../savingsPlan/v1.0/aws/OFFER/current/region_index.json} for savings plans.
 */
final class OfferIndex {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private OfferIndex() {}

    /** Path of the index of an offer's regions. */
    static String path(String offer) {
        String family = OfferPrices.savings(offer) ? "savingsPlan" : "offers";
        return "/" + family + "/v1.0/aws/" + offer + "/current/region_index.json";
    }

    /** The CSV file of a region; empty if the offer has none there. */
    static Optional<URI> csv(InputStream index, URI base, Region region) throws IOException {
        JsonNode regions = MAPPER.readTree(index).path("regions");
        String path = regions.isArray()
                ? savingsPath(regions, region)
                : regions.path(region.code()).path("currentVersionUrl").asText();
        return path.endsWith(".json")
                ? Optional.of(base.resolve(path.substring(0, path.length() - ".json".length()) + ".csv"))
                : Optional.empty();
    }

    private static String savingsPath(JsonNode regions, Region region) {
        for (JsonNode one : regions) {
            if (one.path("regionCode").asText().equals(region.code())) {
                return one.path("versionUrl").asText();
            }
        }
        return "";
    }
}
