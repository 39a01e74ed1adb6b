package dev.muster.agent.prepare;

import dev.muster.agent.archive.ArchiveKind;
import dev.muster.agent.dataset.Wish;
import dev.muster.agent.fetch.Checksum;
import dev.muster.agent.fetch.Fetcher;
import dev.muster.agent.fetch.Sums;
import dev.muster.core.blueprint.Blueprint;
import dev.muster.core.blueprint.Dataset;
import dev.muster.core.plan.DatasetFindings;
import dev.muster.core.problem.MusterException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Turns a dataset into a wish: finds its checksum and how much room it needs. */
record DatasetWish(Fetcher fetcher, Path scratch) {
    private static final int LARGEST_SUMS = 1 << 20;

    /** A blueprint's dataset by its name. */
    static Dataset named(Blueprint blueprint, String network, String name) {
        return blueprint.datasets().stream()
                .filter(each -> each.name().equals(name) && each.network().equals(network))
                .findFirst()
                .orElseThrow(() -> MusterException.invalid(
                        "the blueprint " + blueprint.name() + " has no dataset \"" + name + "\" for " + network,
                        "name one of its datasets, or none"));
    }

    Wish of(Dataset dataset, Blueprint blueprint, Path volume) {
        URI from = URI.create(dataset.url());
        return new Wish(
                dataset.name(),
                from,
                dataset.checksum().map(text -> checksum(text, from)),
                volume.resolve(dataset.to()).normalize(),
                DatasetFindings.room(dataset, blueprint));
    }

    private Checksum checksum(String text, URI from) {
        if (!text.contains("://")) {
            return Checksum.parse(text);
        }
        String sums = fetcher.text(URI.create(text), scratch, LARGEST_SUMS);
        String file = from.getPath().substring(from.getPath().lastIndexOf('/') + 1);
        return Sums.find(sums, file)
                .or(() -> only(sums, file))
                .orElseThrow(
                        () -> MusterException.failed(
                                text + " has no checksum for " + from + "; nothing was fetched",
                                "tell the dataset's publisher, or name a checksum in the spec: dataset: {url: ..., checksum: ...}"));
    }

    /**
     * A file of one line is about one file, whatever it calls it: "latest" is often another name. But one that is packed
     * in another way is another file, and better refused now than after hours.
     */
    private static Optional<Checksum> only(String sums, String file) {
        String[] words = sums.strip().split("\\s+", -1);
        boolean other = words.length == 2
                && words[1].contains(".")
                && !ArchiveKind.ofName(words[1]).equals(ArchiveKind.ofName(file));
        return sums.strip().lines().count() == 1 && words.length <= 2 && !other
                ? Checksum.ofHex(words[0])
                : Optional.empty();
    }
}
