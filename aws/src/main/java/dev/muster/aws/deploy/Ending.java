package dev.muster.aws.deploy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How an operation on a stack ended.
 *
 * @param status of the stack
 * @param began when the first event of it came
 * @param failures what failed by itself, in the order in which it did
 */
public record Ending(String status, Instant began, List<Failure> failures) {
    /**
     * A resource that failed.
     *
     * @param what it is for
     * @param reason in CloudFormation's words
     */
    public record Failure(String logicalId, String type, String what, String reason) {}

    /** Whether the stack is as it should be. */
    public boolean well() {
        return status.equals("CREATE_COMPLETE") || status.equals("UPDATE_COMPLETE") || status.equals("DELETE_COMPLETE");
    }

    /** What failed first: the cause of the rest. */
    public Optional<Failure> cause() {
        return failures.stream().findFirst();
    }

    /** Gathers failures while they happen. */
    static final class Collector {
        private final List<Failure> failures = new ArrayList<>();
        private Instant began = Instant.MAX;

        void add(StackEvent event, String what) {
            failures.add(new Failure(event.logicalId(), event.type(), what, event.reason()));
        }

        void began(Instant at) {
            if (at.isBefore(began)) {
                began = at;
            }
        }

        Ending ending(String status) {
            return new Ending(status, began, List.copyOf(failures));
        }
    }
}
