package dev.muster.cli.world;

import dev.muster.aws.deploy.Pace;
import dev.muster.core.blueprint.BlueprintLibrary;
import dev.muster.core.blueprint.Libraries;
import dev.muster.local.LocalTarget;
import dev.muster.local.StateFolder;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a command has from outside.
 *
 * @param pace at which AWS is asked while somebody waits
 */
public record Context(
        Console console,
        Map<String, String> environment,
        InstantSource clock,
        String version,
        Pace pace,
        Signals signals) {
    /** The same where no Ctrl-C comes. */
    public Context(Console console, Map<String, String> environment, InstantSource clock, String version) {
        this(console, environment, clock, version, Signals.none());
    }

    /** With the pace for people who look on. */
    public Context(
            Console console, Map<String, String> environment, InstantSource clock, String version, Signals signals) {
        this(console, environment, clock, version, Pace.USUAL, signals);
    }

    /** Where deployments of this machine are kept. */
    public StateFolder state() {
        return StateFolder.of(environment);
    }

    /** The local target. */
    public LocalTarget local() {
        return new LocalTarget(state(), environment, clock, program());
    }

    /** The jar this process runs. */
    public static Path program() {
        try {
            return Path.of(Context.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Blueprints: the folder of the option, {@code ./blueprints}, then those that came with the program. */
    public BlueprintLibrary library(Optional<Path> option) {
        List<BlueprintLibrary> places = new ArrayList<>();
        option.ifPresent(folder -> places.add(Libraries.folder(folder)));
        places.add(Libraries.folder(Path.of("blueprints")));
        places.add(Libraries.bundled(Context.class.getClassLoader()));
        return Libraries.chain(places);
    }
}
