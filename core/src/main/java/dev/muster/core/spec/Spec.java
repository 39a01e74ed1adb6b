package dev.muster.core.spec;

import dev.muster.core.value.Name;
import dev.muster.core.value.Region;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The user's file: what shall run where. Immutable; made by {@link SpecReader}.
 *
 * @param role empty: the blueprint's default
 * @param version of the software; empty: the blueprint's default
 * @param nodes how many slots
 * @param settings by name, as written (lists joined by line breaks)
 * @param ports by name: numbers the user fixed for slot 1 (slot n gets the next free one)
 * @param secrets where the user's secrets come from
 * @param references by name
 * @param produce set on dev networks where Muster makes blocks
 * @param install kind of install method to insist on
 * @param dataset what nodes start from; empty: the spec does not say, and they start from nothing
 * @param aws what only matters on AWS; empty without the block
 */
public record Spec(
        Name name,
        String blueprint,
        String network,
        Optional<String> role,
        Optional<String> version,
        Target target,
        Topology topology,
        int nodes,
        Map<String, String> settings,
        Map<String, Integer> ports,
        Map<String, SecretSource> secrets,
        Map<String, Reference> references,
        Optional<Production> produce,
        Optional<String> install,
        Optional<DatasetChoice> dataset,
        Optional<AwsSpec> aws) {

    /** Where nodes run. */
    public enum Target {
        LOCAL,
        AWS
    }

    /** How nodes stand to each other. */
    public enum Topology {
        SINGLE,
        HA,
        FLEET
    }

    /**
     * Where a secret comes from on the local target.
     *
     * @param kind {@code file} or {@code env}
     * @param value path or variable name
     */
    public record SecretSource(String kind, String value) {}

    /**
     * Another node that this one uses: a deployment by name, or a host.
     *
     * @param ports by name, for a host
     * @param user for a host
     * @param secret name of the secret with the host's password
     */
    public record Reference(
            Optional<String> deployment,
            Optional<String> host,
            Map<String, Integer> ports,
            Optional<String> user,
            Optional<String> secret) {}

    /**
     * Blocks made by Muster on a dev network, by slot 1.
     *
     * @param every time between two blocks
     * @param initial blocks made at once at the first start
     */
    public record Production(Duration every, int initial) {}

    /** The same spec for another target. */
    public Spec on(Target other) {
        return new Spec(
                name,
                blueprint,
                network,
                role,
                version,
                other,
                topology,
                nodes,
                settings,
                ports,
                secrets,
                references,
                produce,
                install,
                dataset,
                aws);
    }

    /** The same spec in another region of AWS. */
    public Spec in(Region region) {
        return new Spec(
                name,
                blueprint,
                network,
                role,
                version,
                target,
                topology,
                nodes,
                settings,
                ports,
                secrets,
                references,
                produce,
                install,
                dataset,
                Optional.of(aws.orElse(AwsSpec.NOTHING).in(region)));
    }
}
