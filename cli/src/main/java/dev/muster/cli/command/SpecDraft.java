package dev.muster.cli.command;

import dev.muster.core.blueprint.Blueprint;
import dev.muster.core.blueprint.Network;
import dev.muster.core.blueprint.Role;
import java.util.Map;
import java.util.Optional;

/**
 * What a new spec shall say; what is not here takes its default.
 *
 * @param settings values by name, lists with commas
 */
record SpecDraft(
        Blueprint blueprint,
        String name,
        Network network,
        Role role,
        String target,
        String topology,
        Optional<Integer> nodes,
        Optional<String> region,
        Map<String, String> settings) {
    boolean aws() {
        return target.equals("aws");
    }

    /** The text of the file. */
    String text() {
        return new SpecText(this).text();
    }
}
