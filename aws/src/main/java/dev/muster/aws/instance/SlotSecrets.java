package dev.muster.aws.instance;

import dev.muster.aws.cloud.Refusal;
import dev.muster.core.problem.MusterException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/** Reads secrets as the instance's role may. */
record SlotSecrets(SecretsManagerClient client, String deployment) {
    String read(String name) {
        try {
            return client.getSecretValue(ask -> ask.secretId("muster/" + deployment + "/" + name))
                    .secretString();
        } catch (ResourceNotFoundException e) {
            throw missing(name, "nobody has set it", e);
        } catch (SdkException e) {
            throw missing(name, Refusal.of(e).what(), e);
        }
    }

    private MusterException missing(String name, String why, Exception e) {
        return new MusterException(
                MusterException.Exit.NEEDS,
                "the secret \"" + name + "\" cannot be read: " + why,
                "muster secret set " + name + " -d " + deployment + " --from FILE, then muster up " + deployment,
                e);
    }
}
