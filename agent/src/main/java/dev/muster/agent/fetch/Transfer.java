package dev.muster.agent.fetch;

import dev.muster.core.problem.MusterException;
import dev.muster.core.value.ByteSize;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToLongFunction;
import javax.net.ssl.SSLHandshakeException;

/** One attempt at a file: one request, its answer, its bytes to disk. */
final class Transfer implements AutoCloseable {
    private final Duration silence;
    private final ToLongFunction<Path> freeSpace;
    private final HttpClient client;

    Transfer(Duration silence, ToLongFunction<Path> freeSpace) {
        this.silence = silence;
        this.freeSpace = freeSpace;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(silence)
                .build();
    }

    /** Empty: the whole file is in {@code to}. */
    Optional<Again> attempt(URI from, Partial to, FetchProgress progress) throws IOException {
        try (Body body = new Body()) {
            String validator = to.validator(from);
            long have = validator.isEmpty() ? 0 : to.size();
            HttpResponse<Body> response = send(request(from, have, validator), body);
            return follow(Answer.judge(have, response.statusCode(), response.headers()), from, to, body, progress);
        } catch (CutException e) {
            return Optional.of(Again.because(String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            throw interrupted(from, e);
        }
    }

    private static HttpRequest request(URI from, long have, String validator) {
        HttpRequest.Builder request = HttpRequest.newBuilder(from).header("User-Agent", "muster");
        if (have > 0) {
            request.header("Range", "bytes=" + have + "-").header("If-Range", validator);
        }
        return request.build();
    }

    /** Waits for the answer's head; the client's own time limit would not count while the body comes. */
    private HttpResponse<Body> send(HttpRequest request, Body body) throws CutException, InterruptedException {
        CompletableFuture<HttpResponse<Body>> answer = client.sendAsync(request, info -> body);
        try {
            return answer.get(silence.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new CutException("the server did not answer within " + Durations.words(silence));
        } catch (ExecutionException e) {
            throw failed(request.uri(), e.getCause() == null ? e : e.getCause());
        }
    }

    static CutException failed(URI from, Throwable why) {
        if (why instanceof SSLHandshakeException) {
            throw new MusterException(
                    MusterException.Exit.FAILED,
                    from + " has no certificate that this machine trusts: " + why.getMessage(),
                    "Check the machine's clock and its certificates.",
                    why);
        }
        String message = why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
        return new CutException("no answer from " + from.getHost() + " (" + message + ")");
    }

    private Optional<Again> follow(Answer answer, URI from, Partial to, Body body, FetchProgress progress)
            throws IOException, CutException, InterruptedException {
        return switch (answer) {
            case Answer.Take take -> take(take, from, to, body, progress);
            case Answer.Whole _ -> Optional.empty();
            case Answer.Later(String why, Optional<Duration> asked) ->
                Optional.of(new Again(why, asked, OptionalLong.empty()));
            case Answer.Afresh(String why) -> {
                to.drop();
                yield Optional.of(Again.because(why));
            }
            case Answer.Refused(String why) ->
                throw MusterException.failed(
                        from + " cannot be fetched: " + why,
                        "If the publisher moved or withdrew it, take another version or install method.");
        };
    }

    private Optional<Again> take(Answer.Take take, URI from, Partial to, Body body, FetchProgress progress)
            throws IOException, CutException, InterruptedException {
        checkSpace(take, from, to.target().toAbsolutePath());
        long done = take.at();
        try (FileChannel file = to.open(take.at(), from, take.validator())) {
            progress.at(done, take.total(), "");
            for (var piece = body.next(silence); piece.isPresent(); piece = body.next(silence)) {
                done += write(piece.get(), file);
                progress.at(done, take.total(), "");
            }
            file.force(true);
        }
        return verdict(done, take.total(), to);
    }

    private static long write(List<ByteBuffer> piece, FileChannel file) throws IOException {
        long count = 0;
        for (ByteBuffer buffer : piece) {
            while (buffer.hasRemaining()) {
                count += file.write(buffer);
            }
        }
        return count;
    }

    private static Optional<Again> verdict(long done, OptionalLong total, Partial to) throws IOException {
        if (total.isEmpty() || done == total.getAsLong()) {
            return Optional.empty();
        }
        if (done > total.getAsLong()) {
            to.drop();
        }
        return Optional.of(new Again(
                "the connection ended after " + done + " of " + total.getAsLong() + " bytes", Optional.empty(), total));
    }

    private void checkSpace(Answer.Take take, URI from, Path target) {
        long free =
                freeSpace.applyAsLong(Optional.ofNullable(target.getParent()).orElse(target));
        long needed = take.total().orElse(0) - take.at();
        if (needed > free) {
            throw MusterException.needs(
                    from + " needs " + new ByteSize(needed) + " at " + target.getParent() + ", where "
                            + new ByteSize(Math.max(0, free)) + " are free",
                    "Free some space there.");
        }
    }

    static MusterException interrupted(URI from, InterruptedException e) {
        Thread.currentThread().interrupt();
        return new MusterException(
                MusterException.Exit.FAILED,
                "fetching " + from + " was interrupted",
                "Run the same command again: it goes on where this one stopped.",
                e);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
