package dev.muster.aws.deploy;

import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.cloud.Refusal;
import dev.muster.aws.synth.Names;
import dev.muster.aws.synth.Picks;
import dev.muster.core.blueprint.SecretDef;
import dev.muster.core.problem.MusterException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.Filter;
import software.amazon.awssdk.services.secretsmanager.model.FilterNameStringType;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/** Secrets of a deployment: outside its stacks, below {@code muster/DEPLOYMENT/}, so that no template holds one. */
public final class AwsSecrets {
    private final SecretsManagerClient client;
    private final String deployment;

    public AwsSecrets(Cloud cloud, String deployment) {
        this.client = cloud.secrets();
        this.deployment = deployment;
    }

    /**
     * A secret without its value.
     *
     * @param changed when it was last written; empty if nobody ever did
     */
    public record Kept(String name, Optional<Instant> changed) {}

    private String id(String name) {
        return "muster/" + deployment + "/" + name;
    }

    /**
     * Sees to it that all secrets are there which nodes cannot do without.
     *
     * @param given values that the spec's sources gave
     * @throws MusterException of exit {@code NEEDS} with the command that mends it
     */
    public void provide(Picks picks, Map<String, String> given, RandomGenerator random) {
        given.forEach(this::set);
        for (String name : picks.secrets()) {
            @Nullable SecretDef secret = picks.blueprint().secrets().get(name);
            boolean needed = secret == null
                    || secret.required()
                    || picks.role().requires().contains(name);
            if (given.containsKey(name) || there(name)) {
                continue;
            }
            if (secret != null && secret.generate().isPresent()) {
                set(name, generated(secret.generate().get(), random));
            } else if (needed) {
                throw MusterException.needs(
                        "the secret \"" + name + "\" is missing" + (secret == null ? "" : ": " + secret.help()),
                        "muster secret set " + name + " -d " + deployment + " --from FILE   (or - for standard input)");
            }
        }
    }

    private static String generated(int length, RandomGenerator random) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /**
     * Gives a secret that is there a new value.
     *
     * @param value a random one of 32 bytes if empty
     */
    public void rotate(String name, Optional<String> value, RandomGenerator random) {
        require(name);
        set(name, value.orElseGet(() -> generated(32, random)));
    }

    /** @throws MusterException if there is no such secret, or it is a node's own */
    public void require(String name) {
        refuseIdentity(name);
        if (!there(name)) {
            throw MusterException.invalid(
                    "there is no secret \"" + name + "\" of " + deployment + " to rotate",
                    "\"muster secret list -d " + deployment + "\" lists them");
        }
    }

    /** Whether it is the copy of what a node has made itself. */
    public static boolean isIdentity(String name) {
        return name.endsWith("/identity");
    }

    private static void refuseIdentity(String name) {
        if (isIdentity(name)) {
            throw MusterException.invalid(
                    "\"" + name + "\" is the copy of an identity that a node has made itself; nobody else writes it",
                    "\"muster secret delete\" removes it; then the node's agent makes another copy");
        }
    }

    private boolean there(String name) {
        return Refusal.explained(() -> {
            try {
                return client.describeSecret(ask -> ask.secretId(id(name))).deletedDate() == null;
            } catch (ResourceNotFoundException e) {
                return false;
            }
        });
    }

    /** Writes a secret, and makes it if it is not there; one that is being deleted comes back. */
    public void set(String name, String value) {
        refuseIdentity(name);
        Refusal.explained(() -> {
            try {
                if (client.describeSecret(ask -> ask.secretId(id(name))).deletedDate() != null) {
                    client.restoreSecret(ask -> ask.secretId(id(name)));
                }
                return client.putSecretValue(ask -> ask.secretId(id(name)).secretString(value))
                        .versionId();
            } catch (ResourceNotFoundException e) {
                Tag tag = Tag.builder()
                        .key(Names.DEPLOYMENT_TAG)
                        .value(deployment)
                        .build();
                return client.createSecret(
                                ask -> ask.name(id(name)).secretString(value).tags(tag))
                        .versionId();
            }
        });
    }

    /** The names of all secrets of the deployment. */
    public List<Kept> list() {
        String prefix = id("");
        return Refusal.explained(() -> client
                .listSecretsPaginator(ask -> ask.filters(List.of(Filter.builder()
                        .key(FilterNameStringType.NAME)
                        .values(prefix)
                        .build())))
                .stream()
                .flatMap(page -> page.secretList().stream())
                .filter(secret -> secret.name().startsWith(prefix))
                .map(secret -> new Kept(
                        secret.name().substring(prefix.length()), Optional.ofNullable(secret.lastChangedDate())))
                .toList());
    }

    /** Deletes a secret for good. */
    void destroy(String name) {
        Refusal.explained(
                () -> client.deleteSecret(ask -> ask.secretId(id(name)).forceDeleteWithoutRecovery(true)));
    }

    /** @throws MusterException if there is none */
    public void delete(String name) {
        Refusal.explained(() -> {
            try {
                return client.deleteSecret(ask -> ask.secretId(id(name)).recoveryWindowInDays(7L));
            } catch (ResourceNotFoundException e) {
                throw MusterException.invalid(deployment + " has no secret \"" + name + "\"", "");
            }
        });
    }
}
