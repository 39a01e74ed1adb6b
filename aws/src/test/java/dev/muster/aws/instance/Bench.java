package dev.muster.aws.instance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muster.agent.testing.Needs;
import dev.muster.aws.boot.Metadata;
import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.front.Front;
import dev.muster.aws.front.StrictAws;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What each story of an agent on an instance begins with: an account with its bucket and its log group, the instance's
 * metadata service, an agent; and a judge, the {@code aws} command line.
 */
final class Bench implements AutoCloseable {
    static final ObjectMapper MAPPER = new ObjectMapper();

    final Front front;
    final Metadata metadata;
    final Deck deck;
    private final StrictAws aws;
    private final Path folder;

    Bench(StrictAws aws, Path folder) throws Exception {
        this.aws = aws;
        this.folder = folder;
        this.front = aws.front();
        this.metadata = new Metadata();
        this.deck = new Deck(folder, front.uri(), metadata.port());
        try (Cloud cloud = cloud(front)) {
            cloud.s3().createBucket(make -> make.bucket(Deck.BUCKET));
            cloud.jsonQuery("logs").call("CreateLogGroup", Map.of("logGroupName", "/muster/demo"));
        }
        front.forgetCalls();
    }

    /** What a program needs to ask this front. */
    static Map<String, String> environment(Front front) {
        return Map.of(
                "AWS_ENDPOINT_URL", front.uri().toString(),
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test");
    }

    /** Calls of the test's own, through the front. */
    static Cloud cloud(Front front) {
        return InstanceWorld.cloud(Deck.HERE, environment(front));
    }

    /** The judge; it talks to the emulator and not through the front, so that its calls are not the agent's. */
    JsonNode aws(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Needs.tool("aws").toString(), "--endpoint-url"));
        command.add(aws.emulator().uri().toString());
        command.addAll(List.of("--region", "us-east-1", "--output", "json"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("AWS_ACCESS_KEY_ID", "test");
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "test");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said.isBlank() ? MAPPER.createObjectNode() : MAPPER.readTree(said);
    }

    /** An object of the bucket, as JSON. */
    JsonNode object(String key) throws Exception {
        Path file = folder.resolve("object");
        aws("s3api", "get-object", "--bucket", Deck.BUCKET, "--key", key, file.toString());
        return MAPPER.readTree(Files.readString(file));
    }

    /** The lines of a stream of the log group. */
    List<String> lines(String stream) throws Exception {
        JsonNode answer = aws(
                "logs",
                "get-log-events",
                "--log-group-name",
                "/muster/demo",
                "--log-stream-name",
                stream,
                "--start-from-head");
        List<String> lines = new ArrayList<>();
        answer.path("events").forEach(event -> lines.add(event.path("message").asText()));
        return lines;
    }

    @Override
    public void close() {
        metadata.close();
    }
}
