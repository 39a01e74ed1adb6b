package dev.muster.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.agent.files.Json;
import dev.muster.agent.files.Whole;
import dev.muster.aws.cloud.Access;
import dev.muster.aws.cloud.RegionChoice;
import dev.muster.cli.world.Context;
import dev.muster.core.problem.MusterException;
import dev.muster.core.value.Region;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * In which regions this machine has put up which deployments. A convenience and nothing more: the account knows, and
 * without the file a region is asked for.
 */
final class Places {
    private final Path file;

    Places(Context context) {
        this.file = context.state().cache().resolve("aws/deployments.json");
    }

    private Map<String, Set<String>> all() throws IOException {
        Map<String, Set<String>> all = new TreeMap<>();
        Optional<String> text = Whole.read(file);
        if (text.isPresent()) {
            for (var one : Json.tree(text.get()).properties()) {
                Set<String> regions = new TreeSet<>();
                for (JsonNode region : one.getValue()) {
                    regions.add(region.asText());
                }
                all.put(one.getKey(), regions);
            }
        }
        return all;
    }

    void remember(String name, List<Region> regions) throws IOException {
        Map<String, Set<String>> all = all();
        all.put(name, new TreeSet<>(regions.stream().map(Region::code).toList()));
        Whole.write(file, Json.pretty(all));
    }

    void forget(String name) throws IOException {
        Map<String, Set<String>> all = all();
        if (all.remove(name) != null) {
            Whole.write(file, Json.pretty(all));
        }
    }

    /** Deployments that are known to be on AWS. */
    Set<String> names() throws IOException {
        return all().keySet();
    }

    /** Whether anything is known to be on AWS. */
    boolean any() throws IOException {
        return !all().isEmpty();
    }

    /** Whether a deployment is known to be on AWS. */
    boolean knows(String name) throws IOException {
        return all().containsKey(name);
    }

    /**
     * Regions to ask for a deployment, or for all of them.
     *
     * @throws MusterException if nothing names one
     */
    List<Region> regions(Optional<String> name, AwsOptions options, Access access) throws IOException {
        if (options.region().isPresent()) {
            return List.of(options.region().get());
        }
        Map<String, Set<String>> all = all();
        Set<String> known = new TreeSet<>();
        all.forEach((one, regions) -> {
            if (name.isEmpty() || name.get().equals(one)) {
                known.addAll(regions);
            }
        });
        Optional<Region> usual =
                RegionChoice.of(Optional.empty(), Optional.empty(), access).map(RegionChoice::region);
        if (known.isEmpty()) {
            usual.ifPresent(region -> known.add(region.code()));
        }
        if (known.isEmpty()) {
            throw MusterException.invalid(
                    "it is not known in which region of AWS to look", "say it: --region REGION, or set AWS_REGION");
        }
        List<Region> regions = new ArrayList<>();
        known.forEach(code -> regions.add(new Region(code)));
        return regions;
    }
}
