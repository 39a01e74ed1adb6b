package dev.muster.aws.cloud;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
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
        try {
            HttpExecuteResponse response =
                    cloud.http().prepareRequest(signed(headers, body)).call();
            int status = response.httpResponse().statusCode();
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

    private HttpExecuteRequest signed(Map<String, String> headers, byte[] body) {
        ContentStreamProvider content = ContentStreamProvider.fromByteArray(body);
        SdkHttpRequest.Builder request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(address())
                .putHeader("Content-Length", String.valueOf(body.length));
        headers.forEach(request::putHeader);
        AwsCredentials identity = cloud.credentials().resolveCredentials();
        SignedRequest signed = AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(identity)
                        .request(request.build())
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
}
