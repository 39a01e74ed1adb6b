package dev.muster.aws.deploy;

import dev.muster.core.problem.MusterException;
import dev.muster.core.progress.Progress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Follows an operation on a stack to its end, and tells of each resource by what it is for. */
final class Following {
    /** What CloudFormation says of resources that were given up because another one failed. */
    private static final List<String> GIVEN_UP =
            List.of("Resource creation cancelled", "Resource update cancelled", "Resource creation Initiated");

    /** Looks without anything new after which the stack itself is asked whether anybody is still at work on it. */
    private static final int QUIET = 5;

    private final Stacks stacks;
    private final Pace pace;
    private final Progress progress;
    private final Map<String, String> descriptions;
    private final Map<String, Progress> open = new HashMap<>();
    private final Set<String> started = new HashSet<>();
    private final Ending.Collector failures = new Ending.Collector();
    private Interruption interruption = _ -> {};
    private Onlooker onlooker = Onlooker.NOBODY;

    /** @param descriptions of resources by id; what has none is called by its id */
    Following(Stacks stacks, Pace pace, Progress progress, Map<String, String> descriptions) {
        this.stacks = stacks;
        this.pace = pace;
        this.progress = progress;
        this.descriptions = descriptions;
    }

    /** Who may break in between two looks. */
    @FunctionalInterface
    private interface Interruption {
        void look(String stack) throws InterruptedException;
    }

    /**
     * Lets somebody break in.
     *
     * @param restore puts back what an update replaced outside the stack, should it be cancelled
     */
    Following with(BreakOff breakOff, Runnable restore) {
        onlooker = breakOff.onlooker();
        interruption = stack -> breakOff.during(stack, progress, descriptions, restore);
        return this;
    }

    /**
     * Looks on until the operation ends.
     *
     * @param stack its ARN, so that it can be asked for when it is gone
     * @param before the newest event before the operation; empty to follow the one that was begun last
     * @throws MusterException if the operation never begins, or somebody breaks it off
     */
    Ending follow(String stack, Optional<String> before) throws InterruptedException {
        Pace.Waiting waiting = pace.begin();
        Optional<String> known = before;
        int quiet = 0;
        while (true) {
            List<StackEvent> fresh = stacks.events(stack, known);
            for (StackEvent event : fresh) {
                tell(event);
                if (event.ends()) {
                    return failures.ending(event.status());
                }
            }
            quiet++;
            if (!fresh.isEmpty()) {
                known = Optional.of(fresh.getLast().id());
                waiting.again();
                quiet = 0;
            } else if (quiet % QUIET == 0) {
                Optional<StackView> there = stacks.find(stack);
                if (StackView.standing(there) != Standing.BUSY) {
                    return atRest(there.map(StackView::status).orElse("DELETE_COMPLETE"), !known.equals(before));
                }
            }
            waiting.pause(onlooker);
            interruption.look(stack);
        }
    }

    /** Nobody is at work on the stack, and no event says so. */
    private Ending atRest(String status, boolean begun) {
        if (begun || status.equals("DELETE_COMPLETE")) {
            return failures.ending(status);
        }
        throw MusterException.failed(
                "CloudFormation was told to work on the stack and has not begun (" + status + ")",
                "run the same command again; it goes on where things stand");
    }

    private void tell(StackEvent event) {
        failures.began(event.at());
        if (event.ofStack()) {
            if (event.status().endsWith("ROLLBACK_IN_PROGRESS")) {
                progress.note("something failed; what was done is undone");
            }
            return;
        }
        String what = descriptions.getOrDefault(event.logicalId(), event.logicalId());
        switch (event.status()) {
            case "CREATE_COMPLETE", "UPDATE_COMPLETE" ->
                at(event, what).done(started.contains(event.logicalId()) ? what + ": started" : what);
            case "DELETE_COMPLETE" -> at(event, what).done("removed: " + what);
            case "DELETE_SKIPPED" -> at(event, what).done("kept: " + what);
            case "CREATE_FAILED", "UPDATE_FAILED", "DELETE_FAILED" -> failed(event, what);
            default -> goesOn(event, what);
        }
        if (!event.status().endsWith("_IN_PROGRESS")) {
            open.remove(event.logicalId());
        }
    }

    private void goesOn(StackEvent event, String what) {
        Progress part = at(event, what);
        if (event.reason().startsWith("Received SUCCESS signal")) {
            started.add(event.logicalId());
            part.advance(what + ": started", null);
        }
    }

    private void failed(StackEvent event, String what) {
        boolean givenUp = GIVEN_UP.stream().anyMatch(event.reason()::startsWith);
        if (givenUp) {
            at(event, what).done("given up: " + what);
        } else {
            failures.add(event, what);
            at(event, what).fail(what + ": " + Reason.of(event.reason()).what());
        }
    }

    private Progress at(StackEvent event, String what) {
        return open.computeIfAbsent(event.logicalId(), id -> progress.start(id, what));
    }
}
