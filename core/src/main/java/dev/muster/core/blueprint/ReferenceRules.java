package dev.muster.core.blueprint;

import dev.muster.core.problem.Place;
import dev.muster.core.problem.Problems;
import dev.muster.core.shape.Cursor;
import dev.muster.core.text.Suggest;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** What parts of a blueprint say of each other, beside services, probes and networks. */
final class ReferenceRules {
    /** Ids of all rules here, for the test that each is raised. */
    static final List<String> IDS =
            List.of("blueprint.role-unknown", "blueprint.requires-unknown", "blueprint.setting-unknown");

    private final Blueprint blueprint;
    private final Cursor top;
    private final Problems problems;

    ReferenceRules(Blueprint blueprint, Cursor top, Problems problems) {
        this.blueprint = blueprint;
        this.top = top;
        this.problems = problems;
    }

    void check() {
        Collection<String> settings = blueprint.settings().keySet();
        List<String> needed = Stream.of(
                        settings,
                        blueprint.secrets().keySet(),
                        blueprint.references().keySet())
                .flatMap(Collection::stream)
                .toList();
        blueprint
                .roles()
                .forEach((name, role) -> known(
                        "blueprint.requires-unknown",
                        top.block("roles").place(name),
                        "setting, secret or reference",
                        role.requires(),
                        needed));
        blueprint
                .settings()
                .forEach((name, setting) -> known(
                        "blueprint.setting-unknown",
                        top.block("settings").place(name),
                        "setting",
                        setting.excludes(),
                        settings));
        blueprint
                .hardware()
                .forEach(hardware -> known(
                        "blueprint.role-unknown",
                        top.place("hardware"),
                        "role",
                        List.of(hardware.role()),
                        blueprint.roles().keySet()));
    }

    private void known(String rule, Place place, String what, List<String> names, Collection<String> known) {
        names.stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> problems.add(
                        rule, place, "no " + what + " is called \"" + name + "\"" + Suggest.tail(name, known)));
    }
}
