package dev.muster.cli.machine;

import dev.muster.agent.command.Command;
import dev.muster.agent.command.Outcome;
import dev.muster.agent.install.Machine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at the programs that Muster uses where they are: install methods, the clock's keeper, small helpers. */
public final class ToolChecks {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Machine machine;
    private final List<Check> checks = new ArrayList<>();

    private ToolChecks(Machine machine) {
        this.machine = machine;
    }

    /** Never changes anything; a program that does not answer within seconds counts as not there. */
    public static List<Check> of(Machine machine) {
        ToolChecks found = new ToolChecks(machine);
        found.clock();
        found.packages();
        found.containers();
        found.npm();
        found.helper("setsid", "without it, agents may end with the terminal they were started from");
        found.helper("fallocate", "without it, a log takes more room until its program starts again");
        return found.checks;
    }

    private Optional<Outcome> ask(String program, String... arguments) {
        Optional<Path> found = machine.programs().apply(program);
        return found.map(path -> {
            List<String> words = new ArrayList<>(List.of(path.toString()));
            words.addAll(List.of(arguments));
            return machine.commands().run(Command.of(words).within(PATIENCE));
        });
    }

    /** Drift against the world cannot be measured without asking the world: who keeps the clock is what can be told. */
    private void clock() {
        String answer = ask("timedatectl", "show", "-p", "NTPSynchronized", "--value")
                .filter(Outcome::ok)
                .map(outcome -> outcome.out().strip())
                .orElse("");
        checks.add(
                switch (answer) {
                    case "yes" -> Check.ok("clock", "the clock is kept by a time server");
                    case "no" ->
                        Check.warning(
                                "clock",
                                "the clock is not kept by a time server",
                                "nodes refuse blocks and peers when it drifts: sudo timedatectl set-ntp true");
                    default ->
                        Check.unknown(
                                "clock",
                                "nobody here says whether the clock is kept (timedatectl)",
                                "see that it is right: nodes refuse blocks and peers when it drifts");
                });
    }

    private void packages() {
        if (machine.programs().apply("apt-get").isEmpty()) {
            checks.add(Check.warning(
                    "method.package", "there is no apt-get", "blueprints that have another method take that"));
        } else if (machine.uid() != 0) {
            checks.add(Check.warning(
                    "method.package",
                    "apt-get is there, root is not",
                    "where a package is needed, up says which; install it with sudo apt-get install"));
        } else {
            checks.add(Check.ok("method.package", "apt-get can be used"));
        }
    }

    private void containers() {
        Optional<Outcome> docker = ask("docker", "version", "--format", "{{.Server.Version}}");
        Optional<Outcome> podman = ask("podman", "version", "--format", "{{.Client.Version}}");
        if (docker.filter(Outcome::ok).isPresent()) {
            checks.add(
                    Check.ok("method.container", "docker " + docker.get().out().strip() + " answers"));
        } else if (podman.filter(Outcome::ok).isPresent()) {
            checks.add(
                    Check.ok("method.container", "podman " + podman.get().out().strip() + " answers"));
        } else if (docker.isPresent()) {
            checks.add(Check.warning(
                    "method.container",
                    "docker is there, its engine does not answer",
                    "start it (sudo systemctl start docker), or see that you may use it"));
        } else {
            checks.add(Check.warning(
                    "method.container",
                    "neither docker nor podman answers",
                    "only nodes that come as containers need one: sudo apt-get install podman"));
        }
    }

    private void npm() {
        Optional<Outcome> npm = ask("npm", "--version");
        checks.add(
                npm.filter(Outcome::ok).isPresent()
                        ? Check.ok("method.npm", "npm " + npm.get().out().strip())
                        : Check.warning(
                                "method.npm",
                                "there is no npm",
                                "only nodes that come from npm need it: sudo apt-get install npm"));
    }

    private void helper(String program, String lack) {
        checks.add(
                machine.programs().apply(program).isPresent()
                        ? Check.ok("tool." + program, program + " is there")
                        : Check.warning("tool." + program, "there is no " + program, lack));
    }
}
