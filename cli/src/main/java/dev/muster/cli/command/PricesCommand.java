package dev.muster.cli.command;

import dev.muster.agent.files.Json;
import dev.muster.aws.price.Figure;
import dev.muster.aws.price.Item;
import dev.muster.aws.price.PriceSource;
import dev.muster.aws.price.PriceTable;
import dev.muster.cli.world.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the prices that costs are computed from. */
@Command(
        description = "Lists the prices that costs are computed from, with source and date of each.",
        subcommands = PricesRefresh.class,
        footer = "example: muster prices --json",
        mixinStandardHelpOptions = true)
public final class PricesCommand implements Callable<Integer> {
    private final Context context;

    @Option(names = "--region", paramLabel = "REGION", description = "of one region only")
    @Nullable String region;

    @Option(names = "--type", paramLabel = "TYPE", description = "of one instance or volume type only")
    @Nullable String type;

    @Option(names = "--json", description = "as JSON")
    boolean json;

    public PricesCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        PriceTable prices = Previews.prices(context);
        AwsWords words = new AwsWords();
        if (region != null && !region.equals(Figure.GLOBAL)) {
            words.region(region);
        }
        if (type != null) {
            words.priced(type, prices);
        }
        List<Figure> figures = prices.figures().stream()
                .filter(figure -> region == null || figure.region().equals(region))
                .filter(figure -> type == null || figure.type().equals(type))
                .toList();
        if (json) {
            context.console().out().print(Json.pretty(Map.of("figures", figures)));
        } else {
            print(figures);
        }
        return 0;
    }

    private void print(List<Figure> figures) {
        List<PriceSource> sources = new ArrayList<>();
        for (Figure figure : figures) {
            if (!sources.contains(figure.source())) {
                sources.add(figure.source());
            }
            context.console().data(line(figure, sources.indexOf(figure.source()) + 1));
        }
        for (int i = 0; i < sources.size(); i++) {
            PriceSource source = sources.get(i);
            context.console().data("[%d] %s (%s %s)".formatted(i + 1, source.where(), source.dateIs(), source.date()));
        }
        if (figures.isEmpty()) {
            context.console().say("no price is known; \"muster prices refresh\" fetches prices of a region");
        }
    }

    private static String line(Figure figure, int source) {
        return "%-19s %-15s %-14s %s %s [%d]%s%s"
                .formatted(
                        figure.item().id(),
                        figure.region(),
                        of(figure),
                        figure.usd().toPlainString(),
                        figure.item().unit().one(),
                        source,
                        figure.derived() == null ? "" : " derived: " + figure.derived(),
                        figure.weak() ? " weak" : "");
    }

    /** What the price is of; traffic gets cheaper with what went before it in the month. */
    private static String of(Figure figure) {
        return figure.item() == Item.TRAFFIC_OUT ? "from " + figure.type() + " GB" : figure.type();
    }
}
