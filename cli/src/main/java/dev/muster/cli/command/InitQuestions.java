package dev.muster.cli.command;

import dev.muster.cli.world.Console;
import dev.muster.core.blueprint.Blueprint;
import dev.muster.core.blueprint.BlueprintFolder;
import dev.muster.core.blueprint.BlueprintLibrary;
import dev.muster.core.blueprint.BlueprintReader;
import dev.muster.core.blueprint.Network;
import dev.muster.core.blueprint.Role;
import dev.muster.core.blueprint.Setting;
import dev.muster.core.blueprint.SettingValue;
import dev.muster.core.problem.MusterException;
import dev.muster.core.problem.Problems;
import dev.muster.core.text.Suggest;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what a new spec shall say: from the options, by asking on a terminal, or by default. */
final class InitQuestions {
    private final Console console;
    private final BlueprintLibrary library;

    InitQuestions(Console console, BlueprintLibrary library) {
        this.console = console;
        this.library = library;
    }

    Blueprint blueprint(@Nullable String given) {
        String name = choose("blueprint", "", given, library.names(), Optional.empty());
        Problems problems = new Problems();
        Optional<Blueprint> read = library.find(name)
                .map((BlueprintFolder folder) -> BlueprintReader.read(folder, problems))
                .orElseThrow();
        problems.raise();
        return read.orElseThrow();
    }

    SpecDraft draft(Blueprint blueprint, InitOptions options) {
        String joined = choose(
                "network", "--network", options.network, blueprint.networks().keySet(), Optional.empty());
        Network network = Objects.requireNonNull(blueprint.networks().get(joined));
        Role role = role(blueprint, network.name(), options.role);
        String target = choose("target", "--target", options.target, List.of("local", "aws"), Optional.of("local"));
        String topology = choose(
                "topology", "--topology", options.topology, List.of("single", "ha", "fleet"), Optional.of("single"));
        String name = options.name == null ? blueprint.name() + "-" + network.name() : options.name;
        return new SpecDraft(
                blueprint,
                name,
                network,
                role,
                target,
                topology,
                Optional.ofNullable(options.nodes),
                region(target, options.region),
                settings(blueprint, role, options.settings));
    }

    private Role role(Blueprint blueprint, String network, @Nullable String given) {
        List<Role> fitting = blueprint.roles().values().stream()
                .filter(role -> role.networks().isEmpty() || role.networks().contains(network))
                .toList();
        Optional<String> preset =
                fitting.stream().filter(Role::defaultRole).map(Role::name).findFirst();
        String name =
                choose("role", "--role", given, fitting.stream().map(Role::name).toList(), preset);
        return Objects.requireNonNull(blueprint.roles().get(name));
    }

    private Optional<String> region(String target, @Nullable String given) {
        if (given != null || !target.equals("aws")) {
            return Optional.ofNullable(given);
        }
        return Optional.of(missing("region", "--region", "such as eu-central-1"));
    }

    private Map<String, String> settings(Blueprint blueprint, Role role, Map<String, String> given) {
        Map<String, String> all = new LinkedHashMap<>(given);
        for (String name : given.keySet()) {
            if (!blueprint.settings().containsKey(name)) {
                throw MusterException.invalid(
                        "the blueprint has no setting \"" + name + "\""
                                + Suggest.tail(name, blueprint.settings().keySet()),
                        "\"muster blueprints show " + blueprint.name() + "\" explains them");
            }
        }
        for (String name : role.requires()) {
            Setting setting = blueprint.settings().get(name);
            if (setting != null && setting.defaultValue().isEmpty() && !all.containsKey(name)) {
                all.put(name, missing("setting " + name, "--set " + name + "=VALUE", setting.help()));
            }
        }
        all.forEach((name, value) -> Optional.ofNullable(blueprint.settings().get(name))
                .flatMap(setting -> SettingValue.fault(setting, value))
                .ifPresent(fault -> {
                    throw MusterException.invalid("setting " + name + ": " + fault, "");
                }));
        return all;
    }

    /** One of some words: the given one, the only one, the one a person types, the default. */
    private String choose(
            String what, String option, @Nullable String given, Collection<String> known, Optional<String> preset) {
        String word = given;
        if (word == null && known.size() == 1) {
            return known.iterator().next();
        }
        if (word == null && console.terminal()) {
            String typed = console.ask(what + " (" + String.join(", ", known) + ")"
                    + preset.map(p -> " [" + p + "]").orElse("") + ":");
            word = typed.isEmpty() ? null : typed;
        }
        if (word == null) {
            return preset.orElseThrow(() -> MusterException.invalid(
                    "say which " + what + ": " + String.join(", ", known),
                    option.isEmpty()
                            ? "muster init BLUEPRINT"
                            : "add " + option + " " + known.iterator().next()));
        }
        return Choice.of(what, word, known);
    }

    private String missing(String what, String option, String help) {
        String typed = console.terminal() ? console.ask(what + " (" + help + "):") : "";
        if (typed.isEmpty()) {
            throw MusterException.invalid("the " + what + " is missing: " + help, "add " + option);
        }
        return typed;
    }
}
