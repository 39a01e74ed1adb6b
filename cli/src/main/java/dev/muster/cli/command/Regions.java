package dev.muster.cli.command;

import dev.muster.agent.files.Json;
import dev.muster.aws.facts.AwsFacts;
import dev.muster.aws.list.RegionList;
import dev.muster.aws.list.RegionList.Row;
import dev.muster.aws.price.PriceTable;
import dev.muster.cli.world.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists AWS's regions: what is known without an account, and with one where a type is offered. */
@Command(
        description =
                "Lists AWS's regions as far as they are known without an account; with one and --type, in which zones"
                        + " the type is offered.",
        footer = "example: muster regions",
        mixinStandardHelpOptions = true)
public final class Regions implements Callable<Integer> {
    private final Context context;

    @Option(names = "--type", paramLabel = "TYPE", description = "an instance type: what it costs in each region")
    @Nullable String type;

    @Mixin
    AwsOptions aws = new AwsOptions();

    @Option(names = "--json", description = "as JSON")
    boolean json;

    public Regions(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        AwsFacts facts = new AwsFacts();
        PriceTable prices = Previews.prices(context);
        if (type != null) {
            new AwsWords().instance(type, prices);
        }
        List<Row> rows = RegionList.of(facts, prices, Optional.ofNullable(type)).stream()
                .filter(row ->
                        aws.region().stream().allMatch(only -> only.code().equals(row.code())))
                .toList();
        boolean live = type != null && aws.account(context);
        if (type != null && live) {
            rows = Offers.of(aws.access(context), type, rows);
        }
        if (json) {
            context.console().out().print(Json.pretty(Map.of("regions", rows)));
            return 0;
        }
        rows.forEach(row -> context.console().data(line(row)));
        if (type != null && !live) {
            context.console().say("whether " + type + " is offered there: " + RegionList.OFFERED);
        }
        return 0;
    }

    private String line(Row row) {
        return "%-15s %-26s %-7s %d zones%s"
                .formatted(
                        row.code(),
                        row.name(),
                        row.optIn() ? "opt-in" : "",
                        row.zones().size(),
                        price(row));
    }

    private String price(Row row) {
        if (type == null) {
            return "";
        }
        Double usd = row.hourlyUsd();
        String price = usd == null ? "  no price" : "  US$" + usd + " an hour";
        return RegionList.OFFERED.equals(row.offered()) ? price : price + "  " + row.offered();
    }
}
