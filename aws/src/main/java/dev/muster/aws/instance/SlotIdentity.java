package dev.muster.aws.instance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.agent.identity.IdentityStore;
import dev.muster.aws.cloud.JsonQuery;
import dev.muster.aws.cloud.QueryException;
import dev.muster.aws.cloud.Refusal;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The secret of the slot's identity. A call that names a secret which is not there is refused to a role that may read
 * this secret and no other, "is not authorized to perform: secretsmanager:GetSecretValue on resource: NAME"
 * (mongodb/awscdk-resources-mongodbatlas issue 207; 2026-11-28): that it is missing must be found out by making it.
 * Members and errors: the service model secretsmanager/2017-10-17 of botocore 1.43.11 (2026-11-28).
 */
final class SlotIdentity implements IdentityStore {
    /** SecretBinaryType there: 65,536 at most. */
    static final int MOST_BYTES = 65_536;

    private final JsonQuery secrets;
    private final String id;

    /** @param secrets the service {@code secretsmanager} */
    SlotIdentity(JsonQuery secrets, String deployment, String slot) {
        this.secrets = secrets;
        this.id = "muster/" + deployment + "/" + slot + "/identity";
    }

    @Override
    public String name() {
        return "the secret " + id;
    }

    @Override
    public Found look() {
        try {
            JsonNode secret = secrets.call("GetSecretValue", Map.of("SecretId", id));
            String value = secret.path("SecretBinary").asText();
            return value.isEmpty()
                    ? new Found.Unknown("it holds text and no archive")
                    : new Found.Kept(
                            secret.path("VersionId").asText(),
                            Base64.getDecoder().decode(value));
        } catch (QueryException e) {
            return switch (e.code()) {
                // Also said of a secret that is there and has no value.
                case "ResourceNotFoundException" -> labelled(e) ? new Found.Empty() : new Found.None();
                case "AccessDeniedException" -> new Found.Unknown(Refusal.of(e).what());
                case "InvalidRequestException" -> new Found.Deleted();
                default -> throw Silence.or(e);
            };
        }
    }

    private static boolean labelled(QueryException e) {
        return String.valueOf(e.getMessage()).contains("staging label");
    }

    @Override
    public Optional<String> create(Optional<byte[]> archive) {
        Map<String, Object> input = new HashMap<>(Map.of("Name", id));
        archive.ifPresent(bytes -> value(input, bytes));
        try {
            return Optional.of(
                    secrets.call("CreateSecret", input).path("VersionId").asText());
        } catch (QueryException e) {
            if (e.code().equals("ResourceExistsException")) {
                return Optional.empty();
            }
            throw Silence.or(e);
        }
    }

    @Override
    public String put(byte[] archive) {
        Map<String, Object> input = new HashMap<>(Map.of("SecretId", id));
        value(input, archive);
        return secrets.call("PutSecretValue", input).path("VersionId").asText();
    }

    private static void value(Map<String, Object> input, byte[] archive) {
        input.put("SecretBinary", Base64.getEncoder().encodeToString(archive));
        input.put("ClientRequestToken", UUID.randomUUID().toString());
    }
}
