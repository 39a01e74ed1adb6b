package dev.muster.core.blueprint;

import java.util.List;
import java.util.Optional;

/** Where blueprints are found by name. */
public interface BlueprintLibrary {
    /** Names of all that can be found, sorted. */
    List<String> names();

    /** The folder of a name; empty if there is none. */
    Optional<BlueprintFolder> find(String name);
}
