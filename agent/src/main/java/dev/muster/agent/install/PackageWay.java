package dev.muster.agent.install;

import dev.muster.agent.command.Outcome;
import dev.muster.core.blueprint.InstallMethod.DistroPackage;
import dev.muster.core.problem.MusterException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A package of the distribution. */
record PackageWay(String name, String program, Apt apt, InstallContext context) implements Way {
    private static final int SHOWN = 5;

    static Choice<Way> choose(String service, DistroPackage method, InstallContext context) {
        return new Choice.Fits<>(new PackageWay(
                context.template().render(method.name(), Map.of()),
                context.template().render(method.program(), Map.of()),
                new Apt(context, context.software().resolve(service + "-apt.log")),
                context));
    }

    @Override
    public List<String> identity() {
        return List.of("package", name, program, pinned().orElse(""));
    }

    private Optional<String> pinned() {
        return context.wanted().pinnedNumber();
    }

    @Override
    public Optional<Made> find(Path folder, Made recorded) {
        return decide(true) instanceof PackageDecision.Use(String version)
                ? Optional.of(made(version))
                : Optional.empty();
    }

    @Override
    public Optional<Obstacle> obstacle() {
        PackageDecision decision = decide(false);
        if (decision instanceof PackageDecision.Refresh) {
            Outcome update = apt.update();
            decision = decide(true);
            if (decision instanceof PackageDecision.Not && !update.ok()) {
                return Optional.of(Obstacle.of("apt-get update failed (" + update.failure() + ")"));
            }
        }
        return decision instanceof PackageDecision.Not(Obstacle why) ? Optional.of(why) : Optional.empty();
    }

    @Override
    public Made make(Path staging) throws IOException {
        if (decide(true) instanceof PackageDecision.Install(String version)) {
            install(version);
        }
        if (decide(true) instanceof PackageDecision.Use(String version)) {
            return made(version);
        }
        throw MusterException.failed(
                "package " + name + " was installed but brought no " + program, "See " + apt.log() + ".");
    }

    /** Lists that are older than the mirror name files that are gone: then they are fetched, and it is tried again. */
    private void install(String version) throws IOException {
        Outcome first = apt.install(name, version);
        if (first.ok()) {
            return;
        }
        Outcome second = apt.update().ok() && decide(true) instanceof PackageDecision.Install(String fresh)
                ? apt.install(name, fresh)
                : first;
        if (!second.ok()) {
            throw MusterException.failed(
                    "package " + name + " could not be installed: " + String.join("; ", second.lastLines(SHOWN)),
                    "All output is in " + apt.log() + ".");
        }
    }

    private PackageDecision decide(boolean refreshed) {
        return PackageDecision.of(
                name, program, pinned(), refreshed, PackageFacts.ask(name, program, pinned(), context.machine()));
    }

    private Made made(String version) {
        return Made.program(program, Optional.of(version));
    }
}
