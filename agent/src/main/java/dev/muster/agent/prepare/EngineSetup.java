package dev.muster.agent.prepare;

import dev.muster.agent.command.Command;
import dev.muster.agent.command.CommandRunner;
import dev.muster.agent.command.Outcome;
import dev.muster.agent.container.Engine;
import dev.muster.agent.files.Whole;
import dev.muster.agent.slot.InstalledService;
import dev.muster.core.problem.MusterException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What runs the containers of an instance: docker's engine, from Amazon Linux's package {@code docker}, as
 * lib/theta/lib/assets/user-data/node.sh of aws-samples/aws-blockchain-node-runners at be98f5a0fef0 has it (2026-11-28).
 */
record EngineSetup(CommandRunner commands, Place place) {
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final List<List<String>> STEPS = List.of(
            List.of("dnf", "install", "-y", "-q", "docker"), List.of("systemctl", "enable", "--now", "docker.service"));

    /** Software that could not be installed, and may be once there is an engine. */
    @FunctionalInterface
    interface Attempt {
        Map<String, InstalledService> install() throws IOException;
    }

    /** Installs; an engine too, if only that is missing and this system has one to offer. */
    Map<String, InstalledService> with(Attempt attempt, boolean containers, Steps steps) throws IOException {
        Map<String, InstalledService> installed;
        try {
            installed = attempt.install();
        } catch (MusterException e) {
            if (e.exit() != MusterException.Exit.NEEDS || !containers || !offered()) {
                throw e;
            }
            get(steps);
            installed = attempt.install();
        }
        open(installed);
        return installed;
    }

    private boolean offered() {
        return commands.run(Command.of(List.of("dnf", "--version"))).ok();
    }

    private void get(Steps steps) {
        for (List<String> step : STEPS) {
            Outcome outcome = commands.run(Command.of(step).within(LONGEST));
            if (!outcome.ok()) {
                throw MusterException.failed(
                        "docker, which runs the node's containers, cannot be had: " + outcome.failure(),
                        String.join(" ", step));
            }
        }
        steps.tell("engine", "docker is installed");
    }

    /** The door to the engine opens if anybody needs it; podman has none, and its images would be root's alone. */
    private void open(Map<String, InstalledService> installed) throws IOException {
        List<String> engines = installed.values().stream()
                .map(InstalledService::engine)
                .filter(java.util.Objects::nonNull)
                .map(String::valueOf)
                .toList();
        if (engines.stream().anyMatch(engine -> !engine.startsWith(Engine.Kind.DOCKER.program() + " "))) {
            throw MusterException.needs(
                    "the node's containers need docker's engine, and only podman answers",
                    "install docker on the image, and start it");
        }
        if (engines.isEmpty()) {
            Files.deleteIfExists(place.containers());
        } else {
            Whole.write(place.containers(), "");
        }
    }
}
