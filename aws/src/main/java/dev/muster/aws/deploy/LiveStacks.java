package dev.muster.aws.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muster.aws.diff.Earlier;
import dev.muster.aws.diff.StackImage;
import dev.muster.aws.synth.StackPlan;
import dev.muster.core.problem.MusterException;
import dev.muster.core.value.Region;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Stacks as they are in an account. */
final class LiveStacks implements Earlier {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Map<String, StackView> there;
    private final Map<String, Stacks> regions;
    private final Map<String, Assets> assets;
    private final Map<String, JsonNode> templates = new HashMap<>();

    /**
     * @param there by region and name
     * @param regions how to ask each region
     * @param assets what lies in the bucket of each region that has one
     */
    LiveStacks(Map<String, StackView> there, Map<String, Stacks> regions, Map<String, Assets> assets) {
        this.there = there;
        this.regions = regions;
        this.assets = assets;
    }

    static String key(StackPlan plan) {
        return plan.region() + "/" + plan.name();
    }

    @Override
    public Optional<StackImage> stack(StackPlan plan) {
        StackView view = there.get(key(plan));
        if (view == null || view.standing() == Standing.ABSENT || view.standing() == Standing.RUINED) {
            return Optional.empty();
        }
        Stacks stacks = regions.get(plan.region().code());
        if (stacks == null) {
            return Optional.empty();
        }
        JsonNode template = templates.computeIfAbsent(key(plan), name -> json(stacks.template(view.id())));
        return Optional.of(StackImage.of(template, view.parameters()));
    }

    @Override
    public Optional<byte[]> asset(Region region, String key) {
        return Optional.ofNullable(assets.get(region.code())).flatMap(bucket -> bucket.read(key));
    }

    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw MusterException.failed(
                    "the stack's template is not one of Muster's", "another tool may have changed the stack");
        }
    }

    /** What the resources of a stack are for, by id. */
    static Map<String, String> descriptions(String template) {
        Map<String, String> all = new HashMap<>();
        json(template).path("Resources").properties().forEach(one -> {
            String text = one.getValue()
                    .path("Metadata")
                    .path("Muster")
                    .path("Description")
                    .asText();
            all.put(one.getKey(), text.isEmpty() ? one.getKey() : text);
        });
        return all;
    }
}
