package dev.muster.cli.command;

import dev.muster.aws.facts.AwsFacts;
import dev.muster.aws.preview.Preview;
import dev.muster.aws.price.PriceTable;
import dev.muster.aws.price.Prices;
import dev.muster.cli.world.Context;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** What commands need to look at a deployment on AWS before any call. */
final class Previews {
    private Previews() {}

    /** The deployment of a spec. */
    static Preview of(Context context, SpecOptions.Read read) {
        return Preview.of(read.file(), read.resolved(), new AwsFacts(), prices(context));
    }

    /** The program's prices and newer ones that {@code prices refresh} fetched. */
    static PriceTable prices(Context context) {
        return Prices.with(cache(context));
    }

    /** Where {@code prices refresh} writes. */
    static Path cache(Context context) {
        return context.state().cache().resolve("prices");
    }

    static LocalDate today(Context context) {
        return LocalDate.ofInstant(context.clock().instant(), ZoneOffset.UTC);
    }
}
