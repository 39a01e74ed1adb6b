package dev.muster.aws.cloud;

import dev.muster.core.problem.MusterException;
import dev.muster.core.problem.MusterException.Exit;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** Says what a refused call means. */
public final class Refusal {
    /** "Common errors" of the services' API references (EC2, CloudFormation, STS; 2026-11-22). */
    private static final Set<String> DENIED =
            Set.of("AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "AuthorizationError");

    private static final Set<String> NOBODY = Set.of(
            "InvalidClientTokenId",
            "UnrecognizedClientException",
            "AuthFailure",
            "SignatureDoesNotMatch",
            "InvalidAccessKeyId");
    private static final Set<String> EXPIRED = Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired");
    private static final Set<String> OPT_IN = Set.of("OptInRequired");
    private static final Pattern ACTION = Pattern.compile("perform:? ([A-Za-z0-9-]+:[A-Za-z0-9]+)");

    private Refusal() {}

    /** Makes a call; a refusal becomes words. */
    public static <T> T explained(Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException | QueryException e) {
            throw of(e);
        }
    }

    /** The refusal in words. */
    public static MusterException of(RuntimeException e) {
        if (e instanceof AwsServiceException refused) {
            return say(
                    refused.awsErrorDetails() == null
                            ? ""
                            : String.valueOf(refused.awsErrorDetails().errorCode()),
                    refused.awsErrorDetails() == null
                            ? String.valueOf(refused.getMessage())
                            : String.valueOf(refused.awsErrorDetails().errorMessage()),
                    e);
        }
        if (e instanceof QueryException refused && !refused.code().isEmpty()) {
            return say(refused.code(), String.valueOf(refused.getMessage()), e);
        }
        if (e instanceof SdkClientException || e instanceof QueryException) {
            return new MusterException(
                    Exit.FAILED,
                    "AWS does not answer: " + root(e),
                    "what was begun goes on; run the same command again when the network is back",
                    e);
        }
        throw e;
    }

    private static String root(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        @Nullable String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    private static MusterException say(String code, String message, Throwable cause) {
        if (DENIED.contains(code)) {
            Matcher action = ACTION.matcher(message);
            return new MusterException(
                    Exit.FAILED,
                    action.find()
                            ? "the credentials may not do " + action.group(1)
                            : "the credentials may not do this: " + message,
                    "ask whoever looks after the account to allow it, or use others with --profile",
                    cause);
        }
        if (NOBODY.contains(code)) {
            return new MusterException(
                    Exit.NEEDS,
                    "AWS does not know these credentials (" + code + ")",
                    "check them, or --profile",
                    cause);
        }
        if (EXPIRED.contains(code)) {
            return new MusterException(
                    Exit.NEEDS, "the credentials have expired", "sign in again, such as with \"aws sso login\"", cause);
        }
        if (OPT_IN.contains(code)) {
            return new MusterException(
                    Exit.NEEDS,
                    "the account has not opted in to this region or service",
                    "opt in under Account in the console, or choose another region",
                    cause);
        }
        return new MusterException(Exit.FAILED, "AWS refuses (" + code + "): " + message, "", cause);
    }
}
