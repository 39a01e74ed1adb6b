package dev.muster.agent.prepare;

import dev.muster.agent.dataset.Wish;
import dev.muster.agent.fetch.Checksum;
import dev.muster.agent.fetch.Fetcher;
import dev.muster.agent.fetch.Sums;
import dev.muster.core.blueprint.Blueprint;
import dev.muster.core.blueprint.Dataset;
import dev.muster.core.problem.MusterException;
import dev.muster.core.value.ByteSize;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Turns a blueprint's dataset into a wish: finds its checksum and how much room it needs. */
record DatasetWish(Fetcher fetcher, Path scratch) {
    private static final int LARGEST_SUMS = 1 << 20;

    /** A file system takes some of its volume for itself, so a volume of the right size has a little less. */
    private static final double SHARE = 0.9;

    Wish of(Blueprint blueprint, String network, String name, Path volume) {
        Dataset dataset = blueprint.datasets().stream()
                .filter(each -> each.name().equals(name) && each.network().equals(network))
                .findFirst()
                .orElseThrow(() -> MusterException.invalid(
                        "the blueprint " + blueprint.name() + " has no dataset \"" + name + "\" for " + network,
                        "name one of its datasets, or none"));
        URI from = URI.create(dataset.url());
        return new Wish(
                name,
                from,
                dataset.checksum().map(text -> checksum(text, from)),
                volume.resolve(dataset.to()).normalize(),
                room(blueprint, network));
    }

    private static ByteSize room(Blueprint blueprint, String network) {
        Map<String, ByteSize> sizes = blueprint.volumes().containsKey("data")
                ? blueprint.volumes().get("data").sizes()
                : Map.of();
        ByteSize none = new ByteSize(0);
        return new ByteSize((long)
                (sizes.getOrDefault(network, sizes.getOrDefault("*", none)).bytes() * SHARE));
    }

    private Checksum checksum(String text, URI from) {
        if (!text.contains("://")) {
            return Checksum.parse(text);
        }
        String sums = fetcher.text(URI.create(text), scratch, LARGEST_SUMS);
        String path = from.getPath();
        return Sums.find(sums, path.substring(path.lastIndexOf('/') + 1))
                .or(() -> only(sums))
                .orElseThrow(() -> MusterException.failed(
                        text + " has no checksum for " + from + "; nothing was fetched",
                        "tell the dataset's publisher, or name a checksum in the blueprint"));
    }

    /** A file of one line is about one file, whatever it calls it: "latest" is often another name. */
    private static Optional<Checksum> only(String sums) {
        String[] words = sums.strip().split("\\s+", -1);
        return sums.strip().lines().count() == 1 && words.length <= 2 ? Checksum.ofHex(words[0]) : Optional.empty();
    }
}
