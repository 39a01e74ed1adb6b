package dev.muster.aws.instance;

import dev.muster.agent.prepare.AwayException;
import dev.muster.aws.cloud.QueryException;
import dev.muster.core.problem.MusterException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Tells silence from refusals: no connection, no credentials because the metadata service is away, a broken service. */
final class Silence {
    private static final int BROKEN = 500;

    private Silence() {}

    /** A question to AWS or the metadata service. */
    @FunctionalInterface
    interface Question<T> {
        T ask() throws IOException;
    }

    /**
     * Asks.
     *
     * @throws AwayException if nobody answers
     * @throws MusterException if it is refused
     */
    static <T> T told(Question<T> question) {
        try {
            return question.ask();
        } catch (IOException e) {
            throw new AwayException(String.valueOf(e.getMessage()), e);
        } catch (MusterException e) {
            if (is(e.getCause())) {
                throw new AwayException(e.what(), e);
            }
            throw e;
        }
    }

    /** What to throw for a call that went wrong: silence is not a refusal. */
    static RuntimeException or(QueryException e) {
        return is(e) ? new AwayException(String.valueOf(e.getMessage()), e) : e;
    }

    /** Whether it is nobody's answer; throttling is over when it has been tried often enough, and counts as none. */
    static boolean is(@Nullable Throwable e) {
        return switch (e) {
            case QueryException asked -> asked.status() == 0 || asked.status() >= BROKEN;
            case AwsServiceException asked -> asked.statusCode() >= BROKEN || asked.isThrottlingException();
            case SdkClientException _ -> true;
            case null, default -> false;
        };
    }
}
