package dev.muster.aws.instance;

import dev.muster.agent.files.Whole;
import dev.muster.agent.outlet.Stage;
import dev.muster.aws.cloud.JsonQuery;
import dev.muster.core.node.NodeConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the node's secrets again: at once when {@code secret rotate} says so by Run Command, and each hour in case
 * somebody else has changed one, which is 24 calls a day for each secret. Values go from AWS's answer into files in
 * memory and nowhere else.
 */
final class SecretsJob implements Job {
    static final Duration EACH = Duration.ofHours(1);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Stage stage;
    private final Here here;
    private final JsonQuery secrets;
    private @Nullable Instant due;
    private Instant answered = Instant.MIN;

    /** @param secrets the service {@code secretsmanager} */
    SecretsJob(Stage stage, Here here, JsonQuery secrets) {
        this.stage = stage;
        this.here = here;
        this.secrets = secrets;
    }

    @Override
    public String name() {
        return "the secrets cannot be read again";
    }

    @Override
    public Duration run(Instant now) throws IOException {
        if (due == null) {
            // Prepare has just read them; an agent that died may have left programs without what is new.
            due = now.plus(EACH);
            stage.renew();
        }
        Instant asked = stage.rereadAsked();
        boolean wanted = asked.isAfter(answered);
        if (!wanted && now.isBefore(due)) {
            return LOOK;
        }
        List<String> fresh = read();
        if (!fresh.isEmpty()) {
            stage.renew();
        }
        if (wanted || !fresh.isEmpty()) {
            stage.event(
                    "secrets",
                    fresh.isEmpty()
                            ? "the secrets were read again, and none is new"
                            : "the secrets were read again, new: " + String.join(", ", fresh));
        }
        answered = asked;
        due = now.plus(EACH);
        return LOOK;
    }

    /** @return names of those that were new */
    private List<String> read() throws IOException {
        Optional<NodeConfig> node = stage.slot().node();
        List<String> fresh = new java.util.ArrayList<>();
        for (String name : node.map(SecretsJob::names).orElseGet(TreeSet::new)) {
            String value = secrets.call(
                            "GetSecretValue",
                            Map.of("SecretId", "muster/" + here.deployment().text() + "/" + name))
                    .path("SecretString")
                    .asText();
            Path file = stage.slot().secrets().resolve(name);
            if (!value.isEmpty() && Whole.read(file).filter(value::equals).isEmpty()) {
                Whole.writePrivate(file, value);
                fresh.add(name);
            }
        }
        return fresh;
    }

    private static Set<String> names(NodeConfig node) {
        Stream<String> references = node.references().values().stream()
                .map(NodeConfig.Reference::secret)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull);
        return Stream.concat(node.secrets().stream(), references)
                .collect(java.util.stream.Collectors.toCollection(TreeSet::new));
    }
}
