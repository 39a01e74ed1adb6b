package dev.muster.local;

import dev.muster.agent.node.Secrets;
import dev.muster.core.blueprint.Blueprint;
import dev.muster.core.blueprint.EndpointDef;
import dev.muster.core.blueprint.SecretDef;
import dev.muster.core.node.NodeConfig;
import dev.muster.core.plan.Finding;
import dev.muster.core.problem.MusterException;
import dev.muster.core.spec.Spec;
import dev.muster.core.spec.Spec.SecretSource;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;

/** Puts the secrets of a deployment in their place: given, generated, or taken from a referenced deployment. */
final class SecretFiles {
    private final StateFolder state;
    private final MissingSecrets missing;

    SecretFiles(StateFolder state, Map<String, String> environment) {
        this.state = state;
        this.missing = new MissingSecrets(environment);
    }

    /** @throws MusterException of exit {@code NEEDS} if one cannot be read from where the spec says it is */
    void provide(DeploymentFolder deployment, Spec spec, Blueprint blueprint, NodeConfig node) throws IOException {
        for (Map.Entry<String, SecretSource> given : spec.secrets().entrySet()) {
            Secrets.keep(deployment.secrets(), given.getKey(), read(given.getKey(), given.getValue()));
        }
        for (String name : node.secrets()) {
            SecretDef secret = blueprint.secrets().get(name);
            if (secret != null) {
                Secrets.generate(deployment.secrets(), secret, new SecureRandom());
            }
        }
        for (Map.Entry<String, Spec.Reference> reference : spec.references().entrySet()) {
            if (reference.getValue().deployment().isPresent()) {
                copy(
                        deployment,
                        reference.getKey(),
                        reference.getValue().deployment().get());
            }
        }
    }

    private String read(String name, SecretSource source) throws IOException {
        return missing.read(source).orElseThrow(() -> {
            Finding finding = MissingSecrets.unreadable(name, source);
            return MusterException.needs(finding.message(), finding.advice());
        });
    }

    private void copy(DeploymentFolder deployment, String reference, String other) throws IOException {
        DeploymentFolder referenced = state.deployment(other);
        NodeConfig node = referenced.nodes().get(1);
        if (node == null) {
            return;
        }
        Optional<String> secret = referenced.slot(1).blueprint(node).endpoints().values().stream()
                .map(EndpointDef::secret)
                .flatMap(Optional::stream)
                .findFirst();
        if (secret.isPresent()) {
            Secrets.keep(
                    deployment.secrets(),
                    "reference-" + reference,
                    referenced.slot(1).secret(secret.get()));
        }
    }
}
