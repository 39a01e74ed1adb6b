package dev.muster.aws.instance;

import dev.muster.aws.synth.Names;
import dev.muster.core.value.Name;
import dev.muster.core.value.Region;
import java.util.Map;
import java.util.Optional;

/**
 * The four values that tell an instance from another, and what follows from them.
 *
 * @param slot the slot's word: a number, or {@code fleet}
 */
record Here(Name deployment, String slot, Region region, String bucket) {
    /** What {@code /etc/muster/agent.env} says; empty on any other machine. */
    static Optional<Here> of(Map<String, String> environment) {
        String deployment = environment.getOrDefault("DEPLOYMENT", "");
        String slot = environment.getOrDefault("SLOT", "");
        String region = environment.getOrDefault("REGION", "");
        String bucket = environment.getOrDefault("BUCKET", "");
        return deployment.isEmpty() || slot.isEmpty() || region.isEmpty() || bucket.isEmpty()
                ? Optional.empty()
                : Optional.of(new Here(new Name(deployment), slot, new Region(region), bucket));
    }

    boolean fleet() {
        return slot.equals(Names.FLEET);
    }

    /** The nodes of a fleet have one word, and must not write over each other. */
    String reportKey(String instance) {
        return "reports/" + deployment + "/" + slot + (fleet() ? "/" + instance : "") + ".json";
    }

    String reportKey(int other) {
        return "reports/" + deployment + "/" + other + ".json";
    }

    /** What user-data.sh writes too when a boot fails. */
    String failedKey() {
        return besideKey("boot-failed.json");
    }

    /** What belongs to the slot's report. */
    String besideKey(String name) {
        return "reports/" + deployment + "/" + slot + "/" + name;
    }

    String stack() {
        return Names.stack(deployment);
    }

    /** What the stack waits for, as in user-data.sh. */
    String resource() {
        return Names.id(slot, "Group");
    }

    String group() {
        return Names.group(deployment, slot);
    }

    String logGroup() {
        return Names.logGroup(deployment);
    }

    String stream(String source) {
        return slot + "/" + source;
    }
}
