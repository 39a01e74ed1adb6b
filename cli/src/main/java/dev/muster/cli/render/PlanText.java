package dev.muster.cli.render;

import dev.muster.cli.world.Console;
import dev.muster.cli.world.Console.Colour;
import dev.muster.core.plan.Change;
import dev.muster.core.plan.Change.Action;
import dev.muster.core.plan.Cost;
import dev.muster.core.plan.Finding;
import dev.muster.core.plan.Finding.Severity;
import dev.muster.core.plan.Plan;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A plan for a terminal: what changes, what it costs, what is wrong with it.
 *
 * @param all whether to show too what stays as it is and what is only for information; else those are counted
 */
public record PlanText(Console console, boolean all) {
    /** So few that counting them saves nothing. */
    private static final int FEW = 3;

    /** The short form. */
    public PlanText(Console console) {
        this(console, false);
    }

    /** Changes, cost, findings. */
    public void print(Plan plan) {
        changes(plan);
        cost(plan.cost());
        findings(plan.findings());
    }

    private void changes(Plan plan) {
        List<Change> shown = plan.changes().stream()
                .filter(change -> all || change.action() != Action.KEEP)
                .toList();
        shown.forEach(this::change);
        int kept = plan.changes().size() - shown.size();
        if (kept > 0 && !shown.isEmpty()) {
            console.data("  keep     " + kept + " as they are");
        }
        if (!plan.changesSomething()) {
            console.data("Nothing to change" + (kept > 0 ? "; " + kept + " as they are." : "."));
        }
    }

    private void findings(List<Finding> findings) {
        Map<Boolean, List<Finding>> byWeight = findings.stream()
                .filter(finding -> finding.severity() != Severity.PASSED)
                .collect(Collectors.partitioningBy(finding -> all || finding.severity() != Severity.INFO));
        byWeight.getOrDefault(true, List.of()).forEach(this::finding);
        List<Finding> rest = byWeight.getOrDefault(false, List.of());
        if (rest.size() <= FEW) {
            rest.forEach(this::finding);
        } else {
            console.data(console.paint(Colour.QUIET, rest.size() + " more for information: muster plan --all"));
        }
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
        String text = finding.severity().text() + ": " + finding.message() + advice + " [" + finding.id() + "]";
        console.data(console.paint(colour, finding.severity().text())
                + console.wrapped(text, 4).substring(finding.severity().text().length()));
    }
}
