package dev.muster.aws.price.refresh;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Opens a file of the web as a stream. */
@FunctionalInterface
public interface Fetch {
    /** @throws IOException if it cannot be had */
    InputStream open(URI file) throws IOException;

    /** Over HTTP; follows redirects, gives up when no answer begins within a minute. */
    static Fetch http() {
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(Duration.ofSeconds(20))
                .build();
        return file -> {
            HttpRequest request =
                    HttpRequest.newBuilder(file).timeout(Duration.ofMinutes(1)).build();
            try {
                HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
                if (answer.statusCode() != 200) {
                    answer.body().close();
                    throw new IOException(file + " answered with status " + answer.statusCode());
                }
                return answer.body();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while reading " + file, e);
            }
        };
    }
}
