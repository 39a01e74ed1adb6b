package dev.muster.aws.front;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Calls as any program makes them, to the front or past it. */
record Teller(URI address) {
    /** The code and the text. */
    record Said(int code, String text) {}

    /** A form of the query protocol. */
    Said form(String service, Map<String, String> values) throws IOException, InterruptedException {
        String body = values.entrySet().stream()
                .map(pair -> pair.getKey() + "=" + URLEncoder.encode(pair.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(service, "", "application/x-www-form-urlencoded; charset=utf-8", body);
    }

    /** A call of the JSON protocol. */
    Said json(String service, String target, String body) throws IOException, InterruptedException {
        return send(service, target, "application/x-amz-json-1.1", body);
    }

    /** Puts an object. */
    Said put(String path) throws IOException, InterruptedException {
        return send(signed("s3", path).PUT(HttpRequest.BodyPublishers.ofString("text")));
    }

    private HttpRequest.Builder signed(String service, String path) {
        return HttpRequest.newBuilder(address.resolve(path))
                .version(HttpClient.Version.HTTP_1_1)
                .header(
                        "authorization",
                        "AWS4-HMAC-SHA256 Credential=teller/20261128/us-east-1/" + service
                                + "/aws4_request, SignedHeaders=host, Signature=0");
    }

    private Said send(String service, String target, String type, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                signed(service, "/").header("content-type", type).POST(HttpRequest.BodyPublishers.ofString(body));
        return send(target.isEmpty() ? request : request.header("x-amz-target", target));
    }

    private static Said send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Said(response.statusCode(), response.body());
        }
    }
}
