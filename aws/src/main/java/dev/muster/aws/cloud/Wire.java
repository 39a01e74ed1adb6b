package dev.muster.aws.cloud;

import dev.muster.core.problem.MusterException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;

/** Signed calls of a service of which the SDK's own module is left out. */
final class Wire {
    /** What came back, whatever it says. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Answer(int status, byte[] text) {}

    private final Cloud cloud;
    private final String service;

    Wire(Cloud cloud, String service) {
        this.cloud = cloud;
        this.service = service;
    }

    /** @throws QueryException of status 0 if nobody answers */
    Answer post(String call, Map<String, String> headers, byte[] body) {
        return send(call, SdkHttpMethod.POST, address(), headers, body);
    }

    /** @throws QueryException of status 0 if nobody answers */
    Answer send(String call, SdkHttpMethod method, URI address, Map<String, String> headers, byte[] body) {
        try {
            HttpExecuteResponse response = cloud.http()
                    .prepareRequest(signed(method, address, headers, body))
                    .call();
            int status = response.httpResponse().statusCode();
            response.httpResponse().firstMatchingHeader("Date").ifPresent(this::dated);
            if (response.responseBody().isEmpty()) {
                return new Answer(status, new byte[0]);
            }
            try (InputStream in = response.responseBody().get()) {
                return new Answer(status, in.readAllBytes());
            }
        } catch (IOException e) {
            throw new QueryException(call, "", String.valueOf(e.getMessage()), 0, e);
        }
    }

    /** The headers that let one read an address, for who reads it by other means. */
    Map<String, String> headers(URI address) {
        Map<String, String> all = new TreeMap<>();
        signed(SdkHttpMethod.GET, address, Map.of(), new byte[0])
                .httpRequest()
                .forEachHeader((name, values) -> all.put(name, String.join(",", values)));
        // Whoever connects says where to; the JDK's client lets nobody else.
        all.keySet().removeIf("Host"::equalsIgnoreCase);
        return all;
    }

    private void dated(String date) {
        try {
            cloud.heard(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
        } catch (DateTimeException e) {
            // Not every emulator writes what RFC 9110 asks for; an answer without a time is still an answer.
            return;
        }
    }

    private HttpExecuteRequest signed(SdkHttpMethod method, URI address, Map<String, String> headers, byte[] body) {
        ContentStreamProvider content = ContentStreamProvider.fromByteArray(body);
        SdkHttpRequest.Builder request = SdkHttpRequest.builder().method(method).uri(address);
        if (method != SdkHttpMethod.GET) {
            request.putHeader("Content-Length", String.valueOf(body.length));
        }
        headers.forEach(request::putHeader);
        AwsCredentials identity = credentials();
        // S3 alone signs the path as it stands: FallbackS3AuthSchemeProvider in the SDK's module s3 2.40.2
        // (2026-11-23).
        boolean plain = !service.equals("s3");
        SignedRequest signed = AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(identity)
                        .request(request.build())
                        .payload(content)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, plain)
                        .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, plain)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, signingRegion()));
        HttpExecuteRequest.Builder whole = HttpExecuteRequest.builder().request(signed.request());
        // The JDK's client makes a POST of a GET that has a body, an empty one too.
        return method == SdkHttpMethod.GET
                ? whole.build()
                : whole.contentStreamProvider(signed.payload().orElse(content)).build();
    }

    /** The metadata service of an instance may be away, and that is nobody's refusal. */
    private AwsCredentials credentials() {
        try {
            return cloud.credentials().resolveCredentials();
        } catch (SdkClientException | MusterException e) {
            throw new QueryException(service, "", "no credentials: " + e.getMessage(), 0, e);
        }
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
}
