package dev.muster.agent.install;

import dev.muster.agent.command.Command;
import dev.muster.agent.command.Outcome;
import dev.muster.agent.container.Engine;
import dev.muster.agent.container.Engines;
import dev.muster.core.blueprint.InstallMethod.Container;
import dev.muster.core.problem.MusterException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A container image, pulled by its digest. */
record ContainerWay(ContainerRecipe recipe, InstallContext context) implements Way {
    private static final Duration LONGEST = Duration.ofMinutes(60);
    private static final int SHOWN = 3;

    static Choice<Way> choose(Container method, InstallContext context) {
        return switch (ContainerRecipe.of(
                method, context.machine().architecture(), context.wanted(), context.template())) {
            case Choice.Fits(ContainerRecipe recipe) -> new Choice.Fits<>(new ContainerWay(recipe, context));
            case Choice.Not(Obstacle obstacle) -> new Choice.Not<>(obstacle);
        };
    }

    @Override
    public List<String> identity() {
        return recipe.identity();
    }

    @Override
    public Optional<Made> find(Path folder, Made recorded) {
        return recorded.engine()
                .filter(engine -> architecture(engine).isPresent())
                .map(_ -> recorded);
    }

    private Engines engines() {
        Machine machine = context.machine();
        return Engines.find(machine.programs(), machine.commands(), machine.environment());
    }

    @Override
    public Optional<Obstacle> obstacle() {
        Engines engines = engines();
        return engines.engine().isPresent()
                ? Optional.empty()
                : Optional.of(Obstacle.of(String.join(", ", engines.missing()), "sudo apt-get install podman"));
    }

    @Override
    public Made make(Path staging) {
        Engine engine = engines().engine().orElseThrow();
        if (architecture(engine).isEmpty()) {
            pull(engine);
        }
        check(architecture(engine).orElse("unknown"));
        return new Made(recipe.reference(), recipe.version(), Optional.of(engine));
    }

    private void pull(Engine engine) {
        context.tell("download", "pulling " + recipe.reference());
        Outcome pulled = context.machine()
                .commands()
                .run(Command.of(engine.command("pull", "--quiet", recipe.reference()))
                        .within(LONGEST));
        if (!pulled.ok()) {
            throw MusterException.failed(
                    recipe.reference() + " could not be pulled: " + String.join("; ", pulled.lastLines(SHOWN)),
                    "Check the network and the registry; the digest must be one that the registry has.");
        }
    }

    /** The architecture of the image in Go's words; empty if it is not here. */
    private Optional<String> architecture(Engine engine) {
        Outcome answer = context.machine()
                .commands()
                .run(Command.of(
                        engine.command("image", "inspect", "--format", "{{.Architecture}}", recipe.reference())));
        return answer.ok() ? Optional.of(answer.out().strip()) : Optional.empty();
    }

    private void check(String architecture) {
        String wanted = GoWords.architecture(context.machine().architecture());
        if (!architecture.equals(wanted)) {
            throw MusterException.failed(
                    recipe.reference() + " is made for " + architecture + ", this machine is " + wanted,
                    "The blueprint's digest is of the wrong image.");
        }
    }
}
