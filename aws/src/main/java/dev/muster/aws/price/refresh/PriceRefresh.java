package dev.muster.aws.price.refresh;

import dev.muster.aws.price.Figure;
import dev.muster.aws.price.PriceWriter;
import dev.muster.core.problem.MusterException;
import dev.muster.core.value.Region;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Fetches the prices of regions from AWS's price lists, which are public and ask for no credentials, into the user's
 * cache. Has run against files of their form on a local server, never against AWS.
 */
public final class PriceRefresh {
    /** Where AWS publishes its price lists. */
    public static final URI AWS = URI.create("https://pricing.us-east-1.amazonaws.com");

    private final URI base;
    private final Fetch fetch;
    private final Path folder;
    private final Consumer<String> say;

    /**
     * @param base {@link #AWS}, or a mirror
     * @param folder of the cache, made if needed
     * @param say told what is being read, a few words each
     */
    public PriceRefresh(URI base, Fetch fetch, Path folder, Consumer<String> say) {
        this.base = base;
        this.fetch = fetch;
        this.folder = folder;
        this.say = say;
    }

    /**
     * What came of a region.
     *
     * @param file where its prices are now
     * @param figures how many were found
     * @param missing price lists that do not exist for the region
     */
    public record Refreshed(Region region, Path file, int figures, List<String> missing) {}

    /**
     * Reads all price lists of a region and writes its file; the old one stays if anything fails.
     *
     * @throws MusterException if AWS cannot be reached, or a list is not of the known form
     */
    public Refreshed region(Region region) {
        List<Figure> figures = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        try {
            for (String offer : OfferPrices.offers()) {
                Optional<URI> csv = find(offer, region);
                if (csv.isPresent()) {
                    say.accept(offer + " of " + region);
                    figures.addAll(read(offer, csv.get(), region));
                } else {
                    missing.add(offer);
                }
            }
            if (figures.isEmpty()) {
                throw MusterException.failed(
                        "AWS's price lists hold no price for " + region + ".", "The prices used before stay in use.");
            }
            Path file = PriceWriter.write(folder, region.code() + ".json", figures);
            return new Refreshed(region, file, figures.size(), missing);
        } catch (IOException e) {
            throw new MusterException(
                    MusterException.Exit.FAILED,
                    "AWS's price lists could not be read: "
                            + Objects.requireNonNullElse(e.getMessage(), "the connection failed") + ".",
                    "Check the connection to " + base + " and run it again; the prices used before stay in use.",
                    e);
        }
    }

    private Optional<URI> find(String offer, Region region) throws IOException {
        try (InputStream index = fetch.open(base.resolve(OfferIndex.path(offer)))) {
            return OfferIndex.csv(index, base, region);
        }
    }

    private List<Figure> read(String offer, URI csv, Region region) throws IOException {
        OfferPrices prices = new OfferPrices(offer, region);
        try (InputStream in = fetch.open(csv)) {
            String published =
                    OfferFile.read(csv.toString(), in, OfferPrices.savings(offer) ? prices::savingsRow : prices::row);
            return prices.figures(offer, csv.toString(), published);
        }
    }
}
