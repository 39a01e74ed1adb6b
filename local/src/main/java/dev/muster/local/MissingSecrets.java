package dev.muster.local;

import dev.muster.agent.files.Whole;
import dev.muster.core.blueprint.Blueprint;
import dev.muster.core.blueprint.SecretDef;
import dev.muster.core.node.NodeConfig;
import dev.muster.core.plan.Finding;
import dev.muster.core.plan.Finding.Severity;
import dev.muster.core.spec.Spec;
import dev.muster.core.spec.Spec.SecretSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Secrets that nodes cannot do without and that nobody gave: all of them, before anything is made. */
final class MissingSecrets {
    private final Map<String, String> environment;

    MissingSecrets(Map<String, String> environment) {
        this.environment = environment;
    }

    List<Finding> of(DeploymentFolder deployment, Spec spec, Blueprint blueprint, Collection<NodeConfig> nodes)
            throws IOException {
        List<Finding> missing = new ArrayList<>();
        for (Map.Entry<String, SecretSource> given : spec.secrets().entrySet()) {
            if (read(given.getValue()).isEmpty()) {
                missing.add(unreadable(given.getKey(), given.getValue()));
            }
        }
        nodes.stream()
                .flatMap(node -> node.secrets().stream())
                .distinct()
                .filter(name -> !spec.secrets().containsKey(name))
                .filter(name -> !Files.exists(deployment.secrets().resolve(name)))
                .map(name -> blueprint.secrets().get(name))
                .filter(secret -> secret != null && secret.generate().isEmpty())
                .map(MissingSecrets::absent)
                .forEach(missing::add);
        return missing;
    }

    /** The value at a source; empty if there is none. */
    Optional<String> read(SecretSource source) throws IOException {
        Optional<String> value = source.kind().equals("env")
                ? Optional.ofNullable(environment.get(source.value()))
                : Whole.read(Path.of(source.value()));
        return value.map(String::strip).filter(text -> !text.isEmpty());
    }

    static Finding unreadable(String name, SecretSource source) {
        return finding(
                "the secret \"" + name + "\" is to come from " + source.kind() + " " + source.value()
                        + ", which is not there or empty",
                source.kind().equals("env")
                        ? "set the variable " + source.value() + " and run the command again"
                        : "write the file " + source.value());
    }

    private static Finding absent(SecretDef secret) {
        return finding(
                "the secret \"" + secret.name() + "\" is missing: " + secret.help(),
                "write it into a file that only you can read and name it in the spec: secrets: {" + secret.name()
                        + ": {file: PATH}}");
    }

    private static Finding finding(String message, String advice) {
        return new Finding("local.secret", Severity.ERROR, "security", message, advice);
    }
}
