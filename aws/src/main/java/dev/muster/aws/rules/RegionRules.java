package dev.muster.aws.rules;

import dev.muster.aws.facts.RegionFact;
import dev.muster.core.text.Suggest;
import dev.muster.core.value.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Regions and zones. */
final class RegionRules {
    private RegionRules() {}

    static List<Fault> missing(Question q) {
        return Fault.when(
                q.aws().regions().isEmpty(),
                "aws.regions",
                "the spec names no region; write "
                        + (q.fleet() ? "regions: [eu-central-1, us-east-1]" : "region: eu-central-1")
                        + ", or give --region");
    }

    static List<Fault> unknown(Question q) {
        List<Fault> faults = new ArrayList<>();
        for (Region region : q.aws().regions()) {
            if (!q.facts().regions().containsKey(region.code())) {
                faults.add(new Fault(
                        "aws.regions",
                        "no region is called \"" + region + "\""
                                + Suggest.tail(
                                        region.code(), q.facts().regions().keySet())));
            }
        }
        return faults;
    }

    static List<Fault> zone(Question q) {
        List<Fault> faults = new ArrayList<>();
        List<RegionFact> regions = q.aws().regions().stream()
                .map(region -> q.facts().regions().get(region.code()))
                .filter(Objects::nonNull)
                .toList();
        for (String zone : q.aws().network().zones()) {
            for (RegionFact region : regions) {
                if (!region.zones().contains(zone)) {
                    faults.add(new Fault(
                            "aws.network.zones",
                            region.code() + " has no zone \"" + zone + "\"" + Suggest.tail(zone, region.zones())));
                }
            }
        }
        return faults;
    }
}
