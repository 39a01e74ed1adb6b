package dev.muster.aws.cloud;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;

/**
 * Calls of a service that speaks the query protocol, signed by the SDK's signer. Of EC2 a dozen calls are needed, and
 * its module of the SDK is 24 MB, half of what the whole program may have.
 */
public final class Query {
    /** Newest versions of the APIs, by the service models shipped with botocore 1.43.11 (2026-11-22). */
    private static final Map<String, String> VERSIONS = Map.of(
            "ec2", "2016-11-15",
            "autoscaling", "2011-01-01",
            "elasticloadbalancing", "2015-12-01",
            "iam", "2010-05-08",
            "sns", "2010-03-31",
            "monitoring", "2010-08-01");

    private static final int TRIES = 8;
    /** What another try may mend: the SDK's own list of throttling and passing errors, sdk-core 2.40.2. */
    private static final Set<String> PASSING = Set.of(
            "Throttling",
            "ThrottlingException",
            "ThrottledException",
            "RequestThrottled",
            "RequestThrottledException",
            "RequestLimitExceeded",
            "TooManyRequestsException",
            "EC2ThrottledException",
            "RequestTimeout",
            "RequestTimeoutException",
            "PriorRequestNotComplete",
            "TransactionInProgressException",
            "BandwidthLimitExceeded",
            "SlowDown");

    private final Cloud cloud;
    private final String service;

    Query(Cloud cloud, String service) {
        this.cloud = cloud;
        this.service = service;
    }

    /**
     * Makes a call.
     *
     * @param form what is asked besides action and version
     * @throws QueryException if it is refused, or nobody answers
     */
    public XmlAnswer call(String action, Map<String, String> form) {
        Map<String, String> all = new TreeMap<>(form);
        all.put("Action", action);
        all.put("Version", VERSIONS.getOrDefault(service, ""));
        for (int attempt = 1; ; attempt++) {
            try {
                return once(action, all);
            } catch (QueryException e) {
                if (attempt == TRIES || !passing(e)) {
                    throw e;
                }
                pause(attempt);
            }
        }
    }

    private static boolean passing(QueryException e) {
        return e.status() == 0 || e.status() >= 500 || PASSING.contains(e.code());
    }

    /** Exponential with full jitter, 20 seconds at most, as the SDK's standard mode. */
    private static void pause(int attempt) {
        long most = Math.min(20_000L, 100L << attempt);
        try {
            Thread.sleep(Duration.ofMillis(ThreadLocalRandom.current().nextLong(most) + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QueryException("interrupted", "", "", 0, e);
        }
    }

    private XmlAnswer once(String action, Map<String, String> form) {
        byte[] body = form.entrySet().stream()
                .map(pair -> code(pair.getKey()) + "=" + code(pair.getValue()))
                .collect(Collectors.joining("&"))
                .getBytes(StandardCharsets.UTF_8);
        try {
            HttpExecuteResponse response =
                    cloud.http().prepareRequest(signed(body)).call();
            byte[] text = new byte[0];
            if (response.responseBody().isPresent()) {
                try (InputStream in = response.responseBody().get()) {
                    text = in.readAllBytes();
                }
            }
            int status = response.httpResponse().statusCode();
            if (status != 200) {
                throw refused(action, status, text);
            }
            return XmlAnswer.read(text);
        } catch (IOException e) {
            throw new QueryException(service + ":" + action, "", String.valueOf(e.getMessage()), 0, e);
        }
    }

    private QueryException refused(String action, int status, byte[] text) {
        try {
            XmlAnswer answer = XmlAnswer.read(text);
            return new QueryException(
                    service + ":" + action,
                    answer.first("Code").orElse(""),
                    answer.first("Message").orElse(""),
                    status,
                    null);
        } catch (IOException e) {
            return new QueryException(service + ":" + action, "", "an answer that cannot be read", status, e);
        }
    }

    private HttpExecuteRequest signed(byte[] body) {
        ContentStreamProvider content = ContentStreamProvider.fromByteArray(body);
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(address())
                .putHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                .putHeader("Content-Length", String.valueOf(body.length))
                .build();
        AwsCredentials identity = cloud.credentials().resolveCredentials();
        SignedRequest signed = AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(identity)
                        .request(request)
                        .payload(content)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, signingRegion()));
        return HttpExecuteRequest.builder()
                .request(signed.request())
                .contentStreamProvider(signed.payload().orElse(content))
                .build();
    }

    private URI address() {
        return cloud.endpoint()
                .map(uri -> uri.getPath() == null || uri.getPath().isEmpty() ? uri.resolve("/") : uri)
                .orElseGet(() -> {
                    URI host = metadata().endpointFor(region());
                    return URI.create("https://" + host + "/");
                });
    }

    private ServiceMetadata metadata() {
        return ServiceMetadata.of(service);
    }

    private Region region() {
        return Region.of(cloud.region().code());
    }

    /** IAM is signed for one region of each partition. */
    private String signingRegion() {
        return metadata().signingRegion(region()).id();
    }

    private static String code(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
