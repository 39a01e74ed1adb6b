package dev.muster.cli.command;

import dev.muster.agent.files.Whole;
import dev.muster.core.problem.MusterException;
import dev.muster.core.spec.Spec;
import dev.muster.core.spec.Spec.SecretSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the secrets that a spec says where to find. */
final class SecretSources {
    private SecretSources() {}

    /** Values by name; sources that are not there are left out: the account may have the secret already. */
    static Map<String, String> read(Spec spec, Map<String, String> environment) throws IOException {
        Map<String, String> values = new TreeMap<>();
        for (Map.Entry<String, SecretSource> source : spec.secrets().entrySet()) {
            value(source.getValue(), environment).ifPresent(value -> values.put(source.getKey(), value));
        }
        return values;
    }

    private static Optional<String> value(SecretSource source, Map<String, String> environment) throws IOException {
        Optional<String> text = source.kind().equals("env")
                ? Optional.ofNullable(environment.get(source.value()))
                : Whole.read(Path.of(source.value()));
        Optional<String> value = text.map(String::strip);
        if (value.filter(String::isEmpty).isPresent()) {
            throw MusterException.needs(source.kind() + " " + source.value() + " holds an empty secret", "");
        }
        return value;
    }
}
