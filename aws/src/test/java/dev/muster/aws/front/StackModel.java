package dev.muster.aws.front;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A stack as the front knows it: what was told of it and what comes. */
final class StackModel {
    static final String TYPE = "AWS::CloudFormation::Stack";

    /** An event that was told. */
    record Event(Instant at, String logicalId, String type, String status, String reason, String token) {}

    final String region;
    final String name;
    final String id;
    final List<Event> told = new ArrayList<>();
    final Deque<Step> coming = new ArrayDeque<>();
    final Map<String, List<String>> signals = new HashMap<>();
    String status = "REVIEW_IN_PROGRESS";
    String token = "";
    String changeSet = "";
    JsonNode template;
    JsonNode before;
    /** The resources of a stack that is gone: the emulator would make them again to tell of them. */
    @Nullable Answer remembered;

    /** Looks at a group that waits, until its nodes start by themselves. */
    private int patience;

    StackModel(String region, String name, String id, JsonNode template) {
        this.region = region;
        this.name = name;
        this.id = id;
        this.template = template;
        this.before = template;
    }

    boolean busy() {
        return status.endsWith("_IN_PROGRESS") && !status.equals("REVIEW_IN_PROGRESS");
    }

    /** Begins an operation. */
    void begin(String clientToken, List<Step> steps) throws IOException {
        token = clientToken;
        coming.clear();
        signals.clear();
        coming.addAll(steps);
        patience = 0;
        take(coming.removeFirst());
    }

    /**
     * Who asks for the resources of a stack that is being made sees those that were told of. The emulator makes all in
     * one go, so that goes only once all volumes were told of: nothing else outlives the stack.
     */
    void makeNow() throws IOException {
        boolean all = template.path("Resources").properties().stream()
                .filter(one -> one.getValue().path("Type").asText().equals("AWS::EC2::Volume"))
                .allMatch(one -> told.stream()
                        .anyMatch(event -> event.logicalId().equals(one.getKey())
                                && event.status().equals("CREATE_COMPLETE")));
        for (Step step : List.copyOf(coming)) {
            if (all && step instanceof Step.Do work) {
                coming.remove(step);
                work.work().run();
            }
        }
    }

    /** Replaces what was to come. */
    void instead(List<Step> steps) {
        coming.clear();
        coming.addAll(steps);
    }

    /** Goes on by some steps; stops where a group waits. */
    void advance(int most, boolean nodesStart) throws IOException {
        for (int i = 0; i < most && !coming.isEmpty(); i++) {
            if (coming.getFirst() instanceof Step.Await await && !arrived(await, nodesStart)) {
                return;
            }
            take(coming.removeFirst());
        }
    }

    private boolean arrived(Step.Await await, boolean nodesStart) {
        List<String> got = signals.computeIfAbsent(await.logicalId(), id -> new ArrayList<>());
        if (nodesStart && got.size() < await.count() && patience++ > 0) {
            patience = 0;
            signal(await.logicalId(), await.type(), String.format("i-%017x", got.size() + 1));
        }
        return got.size() >= await.count();
    }

    /** A node has started. */
    void signal(String logicalId, String type, String instance) {
        List<String> got = signals.computeIfAbsent(logicalId, id -> new ArrayList<>());
        if (!got.contains(instance)) {
            got.add(instance);
            String verb = status.startsWith("UPDATE") ? "UPDATE" : "CREATE";
            tell(logicalId, type, verb + "_IN_PROGRESS", "Received SUCCESS signal with UniqueId " + instance);
        }
    }

    private void take(Step step) throws IOException {
        switch (step) {
            case Step.Tell tell -> tell(tell.logicalId(), tell.type(), tell.status(), tell.reason());
            case Step.Await await -> tell(await.logicalId(), await.type(), await.verb() + "_COMPLETE", "");
            case Step.Do work -> work.work().run();
        }
    }

    private void tell(String logicalId, String type, String what, String reason) {
        told.add(new Event(Instant.now(), logicalId, type, what, reason, token));
        if (type.equals(TYPE)) {
            status = what;
            if (what.equals("UPDATE_ROLLBACK_COMPLETE")) {
                template = before;
            }
        }
    }
}
