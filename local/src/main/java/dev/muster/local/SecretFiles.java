package dev.muster.local;

import dev.muster.agent.files.Whole;
import dev.muster.agent.node.Secrets;
import dev.muster.core.blueprint.Blueprint;
import dev.muster.core.blueprint.EndpointDef;
import dev.muster.core.blueprint.SecretDef;
import dev.muster.core.node.NodeConfig;
import dev.muster.core.problem.MusterException;
import dev.muster.core.spec.Spec;
import dev.muster.core.spec.Spec.SecretSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;

/** Puts the secrets of a deployment in their place: given, generated, or taken from a referenced deployment. */
final class SecretFiles {
    private final StateFolder state;
    private final Map<String, String> environment;

    SecretFiles(StateFolder state, Map<String, String> environment) {
        this.state = state;
        this.environment = environment;
    }

    /** @throws MusterException of exit {@code NEEDS} if one is missing that the nodes cannot do without */
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
        for (String name : node.secrets()) {
            if (!Files.exists(deployment.secrets().resolve(name))) {
                SecretDef secret = blueprint.secrets().get(name);
                throw MusterException.needs(
                        "the secret \"" + name + "\" is missing" + (secret == null ? "" : ": " + secret.help()),
                        "write it into a file that only you can read and name it in the spec: secrets: {" + name
                                + ": {file: PATH}}");
            }
        }
    }

    private String read(String name, SecretSource source) throws IOException {
        Optional<String> value = source.kind().equals("env")
                ? Optional.ofNullable(environment.get(source.value()))
                : Whole.read(Path.of(source.value()));
        return value.map(String::strip)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> MusterException.needs(
                        "the secret \"" + name + "\" is to come from " + source.kind() + " " + source.value()
                                + ", which is not there or empty",
                        source.kind().equals("env") ? "set the variable and run the command again" : "write the file"));
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
