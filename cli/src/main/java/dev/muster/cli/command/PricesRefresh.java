package dev.muster.cli.command;

import dev.muster.aws.price.refresh.Fetch;
import dev.muster.aws.price.refresh.PriceRefresh;
import dev.muster.cli.world.Context;
import dev.muster.core.value.Region;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Fetches prices of regions from AWS's public price lists. */
@Command(
        name = "refresh",
        description =
                "Fetches prices of regions from AWS's public price lists: hundreds of megabytes each, no account.",
        mixinStandardHelpOptions = true)
public final class PricesRefresh implements Callable<Integer> {
    private final Context context;

    @Option(names = "--region", required = true, split = ",", paramLabel = "REGION", description = "which regions")
    List<String> regions = List.of();

    @Option(names = "--from", paramLabel = "URL", description = "where the price lists lie; AWS")
    @Nullable URI from;

    public PricesRefresh(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        PriceRefresh refresh = new PriceRefresh(
                from == null ? PriceRefresh.AWS : from,
                Fetch.http(),
                Previews.cache(context),
                what -> context.console().say("reading " + what));
        for (Region region : regions.stream().map(new AwsWords()::region).toList()) {
            PriceRefresh.Refreshed done = refresh.region(region);
            context.console().data(done.figures() + " prices of " + region + " in " + done.file());
            done.missing().forEach(offer -> context.console().say("AWS has no price list " + offer + " of " + region));
        }
        return 0;
    }
}
