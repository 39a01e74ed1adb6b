package dev.muster.aws.instance;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * The instance metadata service, version 2 only: a token by PUT, and its header with each question ("Use the Instance
 * Metadata Service", docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html, 2026-11-22).
 * The variable for another address is the AWS SDKs' own ("IMDS credential provider",
 * docs.aws.amazon.com/sdkref/latest/guide/feature-imds-credentials.html, 2026-11-23).
 */
public final class Imds implements Metadata {
    private static final String ADDRESS = "http://169.254.169.254";
    private static final Duration TOKEN_LIVES = Duration.ofHours(6);
    private static final int TRIES = 3;
    private static final int PATIENCE_MS = 2_000;

    private final URI address;
    private final InstantSource clock;
    private String token = "";
    private Instant until = Instant.MIN;

    private Imds(URI address, InstantSource clock) {
        this.address = address;
        this.clock = clock;
    }

    /** The service of this instance, or where {@code AWS_EC2_METADATA_SERVICE_ENDPOINT} says. */
    public static Imds of(Map<String, String> environment, InstantSource clock) {
        return new Imds(URI.create(environment.getOrDefault("AWS_EC2_METADATA_SERVICE_ENDPOINT", ADDRESS)), clock);
    }

    @Override
    public Optional<String> get(String path) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return ask("/latest/meta-data/" + path);
            } catch (IOException e) {
                token = "";
                if (attempt == TRIES) {
                    throw new IOException("the metadata service does not answer: " + e.getMessage(), e);
                }
            }
        }
    }

    private Optional<String> ask(String path) throws IOException {
        HttpURLConnection question = open(path);
        question.setRequestProperty("X-aws-ec2-metadata-token", token());
        int status = question.getResponseCode();
        if (status == HttpURLConnection.HTTP_NOT_FOUND) {
            return Optional.empty();
        }
        return Optional.of(text(question, status));
    }

    private synchronized String token() throws IOException {
        if (token.isEmpty() || !clock.instant().isBefore(until)) {
            HttpURLConnection question = open("/latest/api/token");
            question.setRequestMethod("PUT");
            question.setRequestProperty(
                    "X-aws-ec2-metadata-token-ttl-seconds", String.valueOf(TOKEN_LIVES.toSeconds()));
            token = text(question, question.getResponseCode());
            until = clock.instant().plus(TOKEN_LIVES.dividedBy(2));
        }
        return token;
    }

    private HttpURLConnection open(String path) throws IOException {
        HttpURLConnection question =
                (HttpURLConnection) address.resolve(path).toURL().openConnection();
        question.setConnectTimeout(PATIENCE_MS);
        question.setReadTimeout(PATIENCE_MS);
        return question;
    }

    private static String text(HttpURLConnection question, int status) throws IOException {
        if (status != HttpURLConnection.HTTP_OK) {
            throw new IOException(question.getURL() + " answered " + status);
        }
        try (var in = question.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
