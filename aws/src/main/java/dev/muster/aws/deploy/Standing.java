package dev.muster.aws.deploy;

/**
 * What can be done with a stack next.
 *
 * <p>The statuses: StackStatus in the service model of CloudFormation 2010-05-15 as shipped with botocore 1.43.11; which
 * of them admit an update: "Stack status codes", CloudFormation user guide (2026-11-22).
 */
public enum Standing {
    /** Not there, or only asked for: it is created. */
    ABSENT,
    /** At rest: it can be changed. */
    STEADY,
    /** Somebody is at work on it. */
    BUSY,
    /** Its creation or its removal failed: it must be deleted before anything else. */
    RUINED,
    /** The way back from a failed change failed too; it can be tried again. */
    STUCK;

    static Standing of(String status) {
        return switch (status) {
            case "REVIEW_IN_PROGRESS", "DELETE_COMPLETE" -> ABSENT;
            case "ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED", "DELETE_FAILED" -> RUINED;
            case "UPDATE_ROLLBACK_FAILED" -> STUCK;
            default -> status.endsWith("_IN_PROGRESS") ? BUSY : STEADY;
        };
    }
}
