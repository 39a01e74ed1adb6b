package dev.muster.aws.cloud;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** Tries a call again where that may mend it. */
final class Tries {
    /** What another try may mend: the SDK's own list of throttling and passing errors, sdk-core 2.40.2. */
    private static final Set<String> PASSING = Set.of(
            "Throttling",
            "ThrottlingException",
            "ThrottledException",
            "RequestThrottled",
            "RequestThrottledException",
            "RequestLimitExceeded",
            "TooManyRequestsException",
            "EC2ThrottledException",
            "RequestTimeout",
            "RequestTimeoutException",
            "PriorRequestNotComplete",
            "TransactionInProgressException",
            "BandwidthLimitExceeded",
            "SlowDown");

    private Tries() {}

    /** @param most how often */
    static <T> T of(int most, Supplier<T> call) {
        return of(most, Optional::empty, call);
    }

    /**
     * Of a call that must not be made twice and has no token by which AWS would know it again.
     *
     * @param most how often
     * @param done what came of the try before, if it was carried out though nobody said so
     */
    static <T> T of(int most, Supplier<Optional<T>> done, Supplier<T> call) {
        for (int attempt = 1; ; attempt++) {
            try {
                Optional<T> before = attempt == 1 ? Optional.empty() : done.get();
                return before.isPresent() ? before.get() : call.get();
            } catch (QueryException e) {
                if (attempt == most || !passing(e)) {
                    throw e;
                }
                pause(attempt);
            }
        }
    }

    private static boolean passing(QueryException e) {
        return e.status() == 0 || e.status() >= 500 || PASSING.contains(e.code());
    }

    /**
     * Exponential with full jitter, 20 seconds at most, as the SDK's standard mode: DefaultRetryStrategy.Standard in its
     * module retries 2.40.2 has 100 ms and 20 s.
     */
    private static void pause(int attempt) {
        long most = Math.min(20_000L, 100L << attempt);
        try {
            Thread.sleep(Duration.ofMillis(ThreadLocalRandom.current().nextLong(most) + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QueryException("", "", "interrupted", 0, e);
        }
    }
}
