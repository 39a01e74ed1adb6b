package dev.muster.cli.command;

import dev.muster.agent.files.Json;
import dev.muster.agent.install.Machine;
import dev.muster.cli.machine.Check;
import dev.muster.cli.machine.Check.Verdict;
import dev.muster.cli.machine.MachineChecks;
import dev.muster.cli.machine.PortChecks;
import dev.muster.cli.machine.ToolChecks;
import dev.muster.cli.world.Console;
import dev.muster.cli.world.Console.Colour;
import dev.muster.cli.world.Context;
import dev.muster.core.problem.MusterException;
import dev.muster.core.spec.Spec.Target;
import dev.muster.local.LocalPlan;
import dev.muster.local.LocalPlanner;
import dev.muster.local.StateFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks at this machine, or at an account. */
@Command(
        description = "Looks whether this machine can run nodes, and with -f whether it can run those of a spec."
                + " Changes nothing, asks nobody outside. With --target aws: whether the account can.",
        footer = "example: muster doctor -f examples/litecoin-regtest.yaml",
        mixinStandardHelpOptions = true)
public final class Doctor implements Callable<Integer> {
    private final Context context;

    @Mixin
    SpecOptions spec = new SpecOptions();

    @Option(names = "--fix", description = "on AWS: make the default VPC if there is none, after asking")
    boolean fix;

    @Option(names = "--yes", description = "ask nothing")
    boolean yes;

    @Option(names = "--json", description = "as JSON")
    boolean json;

    public Doctor(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        Optional<SpecOptions.Read> given = spec.file == null ? Optional.empty() : Optional.of(spec.read(context, null));
        boolean onAws =
                given.map(read -> read.resolved().spec().target() == Target.AWS).orElse("aws".equals(spec.target));
        if (fix && !onAws) {
            throw MusterException.invalid("--fix is for AWS", "write --target aws");
        }
        List<Check> checks = onAws ? new AwsDoctor(context, spec.aws).checks(given, fix, yes) : machine(context);
        if (given.isPresent() && !onAws) {
            SpecOptions.Read read = given.get();
            LocalPlan plan =
                    new LocalPlanner(context.state(), context.environment()).plan(read.resolved(), read.file());
            checks.addAll(PortChecks.of(plan, context.state().deployment(plan.name())));
        }
        if (json) {
            context.console().out().print(Json.pretty(Map.of("checks", json(checks))));
        } else {
            checks.forEach(this::print);
        }
        return checks.stream().anyMatch(check -> check.verdict() == Verdict.IMPOSSIBLE) ? 1 : 0;
    }

    /** All that can be said without a spec. */
    static List<Check> machine(Context context) {
        return machine(context, context.state());
    }

    /** @param state where its deployments are kept */
    static List<Check> machine(Context context, StateFolder state) {
        List<Check> checks = new ArrayList<>(MachineChecks.of(state, System.getProperty("os.name", "?")));
        checks.addAll(ToolChecks.of(Machine.here(context.environment())));
        return checks;
    }

    static List<Map<String, String>> json(List<Check> checks) {
        return checks.stream()
                .map(check -> {
                    Map<String, String> one = new LinkedHashMap<>();
                    one.put("id", check.id());
                    one.put("verdict", check.verdict().text());
                    one.put("message", check.message());
                    one.put("advice", check.advice());
                    return one;
                })
                .toList();
    }

    private void print(Check check) {
        Console console = context.console();
        String verdict = "%-10s".formatted(check.verdict().text());
        console.data(console.paint(colour(check.verdict()), verdict) + "  " + check.message());
        if (!check.advice().isEmpty()) {
            console.data(" ".repeat(12) + check.advice());
        }
    }

    private static Colour colour(Verdict verdict) {
        return switch (verdict) {
            case OK -> Colour.GOOD;
            case WARNING -> Colour.WARN;
            case UNKNOWN -> Colour.QUIET;
            case IMPOSSIBLE -> Colour.BAD;
        };
    }
}
