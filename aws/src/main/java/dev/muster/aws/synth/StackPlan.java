package dev.muster.aws.synth;

import dev.muster.aws.template.Template;
import dev.muster.core.value.Region;
import java.util.Optional;
import java.util.SortedMap;

/**
 * One stack in one region: what is handed to CloudFormation, and what must lie in the bucket before.
 *
 * @param parameters where each parameter's value comes from
 * @param tags of the stack, and so of everything in it
 * @param assets small files for the bucket of the region, by key
 * @param program what its nodes run, for the bucket too
 */
public record StackPlan(
        Region region,
        String name,
        String purpose,
        Template template,
        SortedMap<String, Input> parameters,
        SortedMap<String, String> tags,
        SortedMap<String, byte[]> assets,
        Optional<Program> program) {}
