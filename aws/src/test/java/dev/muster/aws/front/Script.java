package dev.muster.aws.front;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes what CloudFormation does to a stack, step by step. */
final class Script {
    private final StackModel stack;

    Script(StackModel stack) {
        this.stack = stack;
    }

    private Step stack(String status, String reason) {
        return new Step.Tell(stack.name, StackModel.TYPE, status, reason);
    }

    private static Step tell(String id, String type, String status) {
        return new Step.Tell(id, type, status, "");
    }

    /** A change set is executed. */
    List<Step> execute(String verb, Set<String> touched, Set<String> leaving, Step.Work work) {
        List<Step> steps = new ArrayList<>();
        steps.add(stack(verb + "_IN_PROGRESS", "User Initiated"));
        stack.template.path("Resources").properties().forEach(one -> {
            if (touched.contains(one.getKey())) {
                resource(steps, verb, one.getKey(), one.getValue());
            }
        });
        steps.add(new Step.Do(work));
        if (verb.equals("UPDATE")) {
            steps.add(stack("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", ""));
            leaving.forEach(id -> {
                JsonNode old = stack.before.path("Resources").path(id);
                String type = old.path("Type").asText();
                boolean kept = old.path("DeletionPolicy").asText().startsWith("Retain");
                steps.add(tell(id, type, kept ? "DELETE_SKIPPED" : "DELETE_COMPLETE"));
            });
        }
        steps.add(stack(verb + "_COMPLETE", ""));
        return steps;
    }

    private static void resource(List<Step> steps, String verb, String id, JsonNode resource) {
        String type = resource.path("Type").asText();
        steps.add(tell(id, type, verb + "_IN_PROGRESS"));
        int count = signals(resource);
        steps.add(count > 0 ? new Step.Await(id, type, count, verb) : tell(id, type, verb + "_COMPLETE"));
    }

    /** How many signals a resource waits for; none while nothing shall run. */
    static int signals(JsonNode resource) {
        return resource.path("CreationPolicy")
                .path("ResourceSignal")
                .path("Count")
                .asInt();
    }

    /** A resource fails and everything is undone. */
    List<Step> failing(String verb, String failed, String reason) {
        List<Step> steps = new ArrayList<>();
        steps.add(stack(verb + "_IN_PROGRESS", "User Initiated"));
        for (var one : stack.template.path("Resources").properties()) {
            if (one.getKey().equals(failed)) {
                break;
            }
            resource(steps, verb, one.getKey(), one.getValue());
        }
        steps.addAll(undone(verb, failed, reason));
        return steps;
    }

    /** The rest of an operation in which a resource has failed. */
    List<Step> undone(String verb, String failed, String reason) {
        String type = stack.template.path("Resources").path(failed).path("Type").asText();
        String back = verb.equals("CREATE") ? "ROLLBACK" : "UPDATE_ROLLBACK";
        List<Step> steps = new ArrayList<>();
        steps.add(new Step.Tell(failed, type, verb + "_IN_PROGRESS", ""));
        steps.add(new Step.Tell(failed, type, verb + "_FAILED", reason));
        String did = verb.equals("CREATE") ? "create" : "update";
        steps.add(stack(
                back + "_IN_PROGRESS",
                "The following resource(s) failed to " + did + ": [" + failed + "]. "
                        + (verb.equals("CREATE") ? "Rollback requested by user." : "")));
        if (verb.equals("CREATE")) {
            List<Step> gone = new ArrayList<>();
            stack.told.stream()
                    .filter(event -> event.status().equals("CREATE_COMPLETE"))
                    .forEach(event -> gone.add(tell(event.logicalId(), event.type(), "DELETE_COMPLETE")));
            Collections.reverse(gone);
            steps.addAll(gone);
        }
        steps.add(stack(back + "_COMPLETE", ""));
        return steps;
    }

    /** An update is cancelled: what goes on is given up, what was changed is changed back. */
    List<Step> cancelled() {
        List<Step> steps = new ArrayList<>();
        steps.add(stack("UPDATE_ROLLBACK_IN_PROGRESS", "User Initiated"));
        Map<String, StackModel.Event> last = new LinkedHashMap<>();
        stack.told.stream()
                .filter(event -> !event.type().equals(StackModel.TYPE))
                .forEach(event -> last.put(event.logicalId(), event));
        last.values().stream()
                .filter(event -> event.status().equals("UPDATE_IN_PROGRESS"))
                .forEach(event -> steps.add(
                        new Step.Tell(event.logicalId(), event.type(), "UPDATE_FAILED", "Resource update cancelled")));
        steps.add(stack("UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS", ""));
        steps.add(stack("UPDATE_ROLLBACK_COMPLETE", ""));
        return steps;
    }

    /** The stack is deleted; one thing may refuse to go. */
    List<Step> delete(Optional<Step.Tell> refused, Step.Work work) {
        List<Step> steps = new ArrayList<>();
        steps.add(stack("DELETE_IN_PROGRESS", "User Initiated"));
        List<Step> gone = new ArrayList<>();
        stack.template.path("Resources").properties().forEach(one -> {
            String type = one.getValue().path("Type").asText();
            boolean kept = one.getValue().path("DeletionPolicy").asText().startsWith("Retain");
            boolean stays = refused.filter(tell -> tell.logicalId().equals(one.getKey()))
                    .isPresent();
            if (!stays) {
                gone.add(tell(one.getKey(), type, kept ? "DELETE_SKIPPED" : "DELETE_COMPLETE"));
                gone.add(tell(one.getKey(), type, "DELETE_IN_PROGRESS"));
            }
        });
        Collections.reverse(gone);
        steps.addAll(gone);
        if (refused.isPresent()) {
            steps.add(refused.get());
            steps.add(stack(
                    "DELETE_FAILED",
                    "The following resource(s) failed to delete: ["
                            + refused.get().logicalId() + "]. "));
        } else {
            steps.add(new Step.Do(work));
            steps.add(stack("DELETE_COMPLETE", ""));
        }
        return steps;
    }
}
