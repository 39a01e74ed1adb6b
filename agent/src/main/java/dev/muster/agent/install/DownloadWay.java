package dev.muster.agent.install;

import dev.muster.core.blueprint.InstallMethod.Download;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** An archive or a program from its publisher. */
record DownloadWay(DownloadRecipe recipe, InstallContext context) implements Way {

    static Choice<Way> choose(String service, Download method, InstallContext context) {
        return switch (DownloadRecipe.of(
                service, method, context.machine().architecture(), context.wanted(), context.template())) {
            case Choice.Fits(DownloadRecipe recipe) -> new Choice.Fits<>(new DownloadWay(recipe, context));
            case Choice.Not(Obstacle obstacle) -> new Choice.Not<>(obstacle);
        };
    }

    @Override
    public List<String> identity() {
        return recipe.identity();
    }

    @Override
    public Optional<Made> find(Path folder, Made recorded) {
        return ProgramFile.isThere(folder.resolve(recorded.program())) ? Optional.of(recorded) : Optional.empty();
    }

    @Override
    public Optional<Obstacle> obstacle() {
        return Optional.empty();
    }

    @Override
    public Made make(Path staging) throws IOException {
        DownloadCache cache = new DownloadCache(context.cache(), context.fetcher(), new Progress(context));
        try (Held _ = cache.lock(recipe)) {
            Path archive = cache.get(recipe);
            String program = new Unpacking(recipe, context).into(staging, archive);
            return Made.program(program, recipe.version());
        }
    }
}
