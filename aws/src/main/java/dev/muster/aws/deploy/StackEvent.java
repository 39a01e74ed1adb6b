package dev.muster.aws.deploy;

import java.time.Instant;

/**
 * Something that happened to a resource, or to the stack itself.
 *
 * @param reason empty if none was given
 */
public record StackEvent(String id, Instant at, String logicalId, String type, String status, String reason) {
    private static final String STACK = "AWS::CloudFormation::Stack";

    /** Whether it is of the stack itself. */
    public boolean ofStack() {
        return type.equals(STACK);
    }

    /** Whether an operation on the stack begins with it. */
    boolean begins() {
        return ofStack()
                && (status.equals("CREATE_IN_PROGRESS")
                        || status.equals("UPDATE_IN_PROGRESS")
                        || status.equals("DELETE_IN_PROGRESS"));
    }

    /** Whether an operation on the stack ends with it. */
    boolean ends() {
        return ofStack() && !status.endsWith("_IN_PROGRESS");
    }
}
