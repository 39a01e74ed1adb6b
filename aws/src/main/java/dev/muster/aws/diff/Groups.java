package dev.muster.aws.diff;

import dev.muster.aws.template.Fields;
import dev.muster.aws.template.Resource;
import dev.muster.aws.template.Template;
import dev.muster.aws.template.Value;
import java.util.Locale;
import java.util.Optional;

/** What a group's resource says of its nodes. */
final class Groups {
    private static final String SUFFIX = "Group";

    private Groups() {}

    /** Whether it runs a launch template. */
    static boolean runs(Resource group, String machine) {
        return field(group.properties(), "LaunchTemplate")
                .filter(Fields.class::isInstance)
                .flatMap(template -> field((Fields) template, "LaunchTemplateId"))
                .filter(new Value.Ref(machine)::equals)
                .isPresent();
    }

    /** The slot's part of its id: {@code Slot1} of {@code Slot1Group}. */
    static String slot(Resource group) {
        String id = group.id();
        return id.endsWith(SUFFIX) ? id.substring(0, id.length() - SUFFIX.length()) : id;
    }

    /** What users call the slot: {@code 1} of {@code Slot1Group}, {@code fleet} of {@code FleetGroup}. */
    static String word(Resource group) {
        return slot(group).replaceFirst("^Slot", "").toLowerCase(Locale.ROOT);
    }

    /** What of the slot is no part of its instances and outlives them, for a person. */
    static String kept(Resource group, Template template) {
        if (!has(group, "Volume", template)) {
            return "it has no volume of its own and starts from nothing";
        }
        return has(group, "Address", template)
                ? "its volume, role and address stay"
                : "its volume and role stay, its address changes";
    }

    private static boolean has(Resource group, String thing, Template template) {
        return template.resource(slot(group) + thing).isPresent();
    }

    private static Optional<Value> field(Fields fields, String name) {
        return Optional.ofNullable(fields.values().get(name));
    }
}
