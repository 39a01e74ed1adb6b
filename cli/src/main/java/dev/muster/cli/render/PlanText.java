package dev.muster.cli.render;

import dev.muster.cli.world.Console;
import dev.muster.cli.world.Console.Colour;
import dev.muster.core.plan.Change;
import dev.muster.core.plan.Cost;
import dev.muster.core.plan.Finding;
import dev.muster.core.plan.Plan;
import java.util.Locale;

/** A plan for a terminal. */
public final class PlanText {
    private final Console console;

    public PlanText(Console console) {
        this.console = console;
    }

    /** Changes, cost, findings. */
    public void print(Plan plan) {
        plan.changes().forEach(this::change);
        if (!plan.changesSomething()) {
            console.data("Nothing to change.");
        }
        cost(plan.cost());
        plan.findings().stream()
                .filter(finding -> finding.severity() != Finding.Severity.PASSED)
                .forEach(this::finding);
    }

    private void change(Change change) {
        String sign = switch (change.action()) {
            case CREATE -> console.paint(Colour.GOOD, "+");
            case CHANGE -> console.paint(Colour.WARN, "~");
            case RESTART -> console.paint(Colour.WARN, "r");
            case REPLACE -> console.paint(Colour.BAD, "!");
            case REMOVE -> console.paint(Colour.BAD, "-");
            case KEEP -> " ";
        };
        console.data("%s %-8s %-8s %s%s"
                .formatted(
                        sign,
                        change.action().text(),
                        change.kind(),
                        change.name(),
                        change.why().isEmpty() ? "" : "  (" + change.why() + ")"));
    }

    private void cost(Cost cost) {
        for (Cost.Line line : cost.lines()) {
            Double usd = line.monthlyUsd();
            console.data("  %-14s %9s  %s".formatted(line.kind(), usd == null ? "?" : money(usd), line.what()));
        }
        if (!cost.lines().isEmpty()) {
            console.data("  cost a month: " + sum(cost)
                    + (cost.pricesAsOf() == null ? "" : ", prices of " + cost.pricesAsOf() + " and later"));
        }
    }

    private static String sum(Cost cost) {
        Double sum = cost.monthlyUsd();
        return sum == null
                ? "at least US$" + money(cost.atLeastUsd()) + " and what is marked with ?"
                : "US$" + money(sum);
    }

    private static String money(double usd) {
        return String.format(Locale.ROOT, "%.2f", usd);
    }

    /** One finding. */
    public void finding(Finding finding) {
        Colour colour = switch (finding.severity()) {
            case ERROR -> Colour.BAD;
            case WARNING -> Colour.WARN;
            case PASSED -> Colour.GOOD;
            default -> Colour.QUIET;
        };
        String advice = finding.advice().isEmpty() ? "" : "; " + finding.advice();
        console.data(console.paint(colour, finding.severity().text()) + ": " + finding.message() + advice + " ["
                + finding.id() + "]");
    }
}
