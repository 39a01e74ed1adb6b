package dev.muster.agent.install;

import dev.muster.core.blueprint.InstallMethod;
import dev.muster.core.blueprint.ServiceDef;
import dev.muster.core.problem.MusterException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Why no method fitted: each with its reason, in the blueprint's order, and the one command that helps. */
final class Obstacles {
    private final ServiceDef service;
    private final Map<InstallMethod, Obstacle> all = new HashMap<>();

    Obstacles(ServiceDef service) {
        this.service = service;
    }

    void add(InstallMethod method, Obstacle obstacle) {
        all.put(method, obstacle);
    }

    MusterException exception() {
        List<InstallMethod> methods =
                service.install().stream().filter(all::containsKey).toList();
        List<String> reasons =
                methods.stream().map(it -> it.kind() + ": " + why(it).why()).toList();
        Optional<String> command =
                methods.stream().flatMap(it -> why(it).command().stream()).findFirst();
        return MusterException.needs(
                service.name() + " cannot be installed on this machine (" + String.join("; ", reasons) + ")",
                command.map(it -> "Run: " + it).orElse("Choose another version or machine."));
    }

    private Obstacle why(InstallMethod method) {
        return all.getOrDefault(method, Obstacle.of("not tried"));
    }
}
