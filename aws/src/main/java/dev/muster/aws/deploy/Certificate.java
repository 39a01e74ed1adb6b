package dev.muster.aws.deploy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A self-signed certificate of a deployment as it is.
 *
 * @param names of hosts that it is for
 * @param until when it is valid
 */
public record Certificate(String arn, List<String> names, Instant until) {
    /** What CloudFormation would call it; it is never in a stack. */
    public static final String KIND = "AWS::CertificateManager::Certificate";

    /** Days of validity at which another takes its place. */
    static final int RENEWED_AT = 30;

    public Certificate {
        names = List.copyOf(names);
    }

    /** Whole days for which it is still valid; negative when it no longer is. */
    public long daysLeft(Instant now) {
        return Duration.between(now, until).toDays();
    }

    /** Whether it is time for another. */
    public boolean ending(Instant now) {
        return daysLeft(now) <= RENEWED_AT;
    }
}
