package dev.muster.aws.synth;

import dev.muster.aws.template.Fields;
import dev.muster.aws.template.TemplateJson;
import dev.muster.aws.template.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Stacks as files for people with other tools: for each stack {@code REGION/STACK.template.json},
 * {@code .parameters.json} and {@code .tags.json} in the form that {@code aws cloudformation create-stack} takes, and
 * below {@code REGION/assets/} what must lie in the region's bucket first.
 */
public final class SynthFiles {
    private SynthFiles() {}

    /** The files by path. */
    public static SortedMap<String, byte[]> of(List<StackPlan> plans) {
        TreeMap<String, byte[]> files = new TreeMap<>();
        plans.parallelStream().map(SynthFiles::stack).toList().forEach(files::putAll);
        return files;
    }

    private static Map<String, byte[]> stack(StackPlan plan) {
        Map<String, byte[]> files = new HashMap<>();
        String stack = plan.region() + "/" + plan.name();
        files.put(stack + ".template.json", bytes(plan.template().json()));
        files.put(stack + ".parameters.json", bytes(TemplateJson.pretty(new Pairs("Parameter").of(inputs(plan)))));
        files.put(stack + ".tags.json", bytes(TemplateJson.pretty(new Pairs("").of(plan.tags()))));
        plan.assets().forEach((key, asset) -> files.put(plan.region() + "/assets/" + key, asset));
        return files;
    }

    /** What is still asked for when a stack is made, one line each. */
    public static List<String> open(List<StackPlan> plans) {
        List<String> lines = new ArrayList<>();
        for (StackPlan plan : plans) {
            plan.parameters().forEach((name, input) -> {
                if (!input.known()) {
                    lines.add(plan.region() + "/" + plan.name() + ": " + name + " = " + input.text());
                }
            });
        }
        return lines;
    }

    private static Map<String, String> inputs(StackPlan plan) {
        Map<String, String> inputs = new TreeMap<>();
        plan.parameters().forEach((name, input) -> inputs.put(name, input.text()));
        return inputs;
    }

    /** Keys and values as AWS's command line writes them. */
    private record Pairs(String prefix) {
        Value of(Map<String, String> map) {
            return Value.of(map.entrySet().stream()
                    .map(entry -> Fields.of(prefix + "Key", entry.getKey(), prefix + "Value", entry.getValue()))
                    .toList());
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
