package dev.muster.aws.instance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muster.core.problem.MusterException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * The credentials of the instance's role. "We make new credentials available at least five minutes before the expiration
 * of the old credentials": "Retrieve security credentials from instance metadata",
 * docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-metadata-security-credentials.html (2026-11-23).
 */
public final class RoleCredentials implements AwsCredentialsProvider {
    private static final String PATH = "iam/security-credentials/";
    private static final Duration EARLY = Duration.ofMinutes(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Metadata metadata;
    private final InstantSource clock;
    private @Nullable AwsCredentials kept;
    private Instant until = Instant.MIN;

    public RoleCredentials(Metadata metadata, InstantSource clock) {
        this.metadata = metadata;
        this.clock = clock;
    }

    @Override
    public synchronized AwsCredentials resolveCredentials() {
        AwsCredentials known = kept;
        if (known == null || !clock.instant().isBefore(until)) {
            known = ask();
            kept = known;
        }
        return known;
    }

    private AwsCredentials ask() {
        try {
            Optional<String> role =
                    metadata.get(PATH).map(text -> text.lines().findFirst().orElse(""));
            JsonNode json = JSON.readTree(
                    role.isPresent() ? metadata.get(PATH + role.get()).orElse("{}") : "{}");
            if (!json.hasNonNull("AccessKeyId")) {
                throw MusterException.failed(
                        "the instance has no role", "check the instance profile of its launch template");
            }
            until = Instant.parse(json.path("Expiration").asText()).minus(EARLY);
            return AwsSessionCredentials.create(
                    json.path("AccessKeyId").asText(),
                    json.path("SecretAccessKey").asText(),
                    json.path("Token").asText());
        } catch (IOException e) {
            throw new MusterException(
                    MusterException.Exit.FAILED,
                    "the role's credentials cannot be read: " + e.getMessage(),
                    "check the instance's metadata options",
                    e);
        }
    }
}
