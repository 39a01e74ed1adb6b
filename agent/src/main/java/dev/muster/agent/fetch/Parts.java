package dev.muster.agent.fetch;

import dev.muster.core.problem.MusterException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;

/** Parts of files over HTTP(S): RFC 9110, 13.1.5 and 14 (2026-11-22). Safe for many threads. */
public final class Parts implements AutoCloseable {
    private static final int OK = 200;
    private static final int PARTIAL = 206;

    private final Patience first;
    private final Patience patience;
    private final Pause pause;
    private final Door door;
    private final HttpClient client;

    public Parts(Patience patience, Pause pause) {
        this(patience, patience, pause, Door.PLAIN);
    }

    /**
     * @param first until a file is found
     * @param patience with its bytes, once some of them are there
     */
    public Parts(Patience first, Patience patience, Pause pause, Door door) {
        this.first = first;
        this.patience = patience;
        this.pause = pause;
        this.door = door;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(patience.silence())
                .build();
    }

    /**
     * Asks what the file is now.
     *
     * @throws MusterException if the server refuses or patience ends
     */
    public RemoteFile look(URI from) {
        for (int inVain = 1; ; inVain++) {
            Again again;
            try (Body body = new Body()) {
                HttpResponse<Body> response =
                        send(request(from).header("Range", "bytes=0-0").build(), body);
                switch (Answer.judge(0, response.statusCode(), response.headers())) {
                    case Answer.Take take -> {
                        return new RemoteFile(from, take.total(), take.validator(), false);
                    }
                    case Answer.Later(String why, Optional<Duration> asked) ->
                        again = new Again(why, asked, OptionalLong.empty());
                    case Answer.Refused(String why) -> throw refused(from, why);
                    case Answer.Afresh _, Answer.Whole _ -> {
                        Optional<RemoteFile> file = firstByte(from, response);
                        if (file.isPresent()) {
                            return file.get();
                        }
                        throw refused(from, "it is empty, or the server sent another part than was asked for");
                    }
                }
            } catch (CutException e) {
                again = Again.because(String.valueOf(e.getMessage()));
            } catch (InterruptedException e) {
                throw Transfer.interrupted(from, e);
            }
            rest(first, from, again, inVain);
        }
    }

    private HttpRequest.Builder request(URI from) {
        Door.Knock knock = door.at(from);
        HttpRequest.Builder request = HttpRequest.newBuilder(knock.address()).header("User-Agent", "muster");
        knock.headers().forEach(request::header);
        return request;
    }

    private static Optional<RemoteFile> firstByte(URI from, HttpResponse<Body> response) {
        HttpHeaders headers = response.headers();
        Matcher range =
                Answer.CONTENT_RANGE.matcher(headers.firstValue("Content-Range").orElse(""));
        if (response.statusCode() != PARTIAL
                || !range.matches()
                || !range.group(1).equals("0")) {
            return Optional.empty();
        }
        OptionalLong total =
                range.group(3).equals("*") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(range.group(3)));
        return Optional.of(new RemoteFile(from, total, Answer.validator(headers), true));
    }

    /**
     * Opens a line to the bytes from {@code at} on; one that mends itself.
     *
     * @param end where the part ends; empty for the file's end
     */
    public Line line(RemoteFile file, long at, OptionalLong end) {
        return new Line(this, file, at, end);
    }

    /** One request for bytes from {@code at} on. */
    Opened open(RemoteFile file, long at, OptionalLong end, Body body)
            throws CutException, ChangedException, InterruptedException {
        HttpRequest.Builder request = request(file.from());
        if (file.ranges()) {
            request.header("Range", "bytes=" + at + "-" + (end.isPresent() ? end.getAsLong() - 1 : ""));
            if (!file.validator().isEmpty()) {
                request.header("If-Range", file.validator());
            }
        }
        HttpResponse<Body> response = send(request.build(), body);
        String now = Answer.validator(response.headers());
        return switch (response.statusCode()) {
            case PARTIAL -> new Opened.Bytes(checked(file, at, response));
            case OK -> {
                if (file.ranges() || !now.equals(file.validator()) || (at > 0 && now.isEmpty())) {
                    throw new ChangedException("the file at the server changed while it was fetched");
                }
                yield new Opened.Bytes(at);
            }
            case 412, 416 -> throw new ChangedException("the file at the server changed while it was fetched");
            default -> Opened.of(Answer.judge(at, response.statusCode(), response.headers()));
        };
    }

    /** Bytes to pass over: none, if the server sends what was asked for. */
    private static long checked(RemoteFile file, long at, HttpResponse<Body> response)
            throws CutException, ChangedException {
        Matcher range = Answer.CONTENT_RANGE.matcher(
                response.headers().firstValue("Content-Range").orElse(""));
        if (!range.matches() || Long.parseLong(range.group(1)) != at) {
            throw new CutException("the server sent another part than was asked for");
        }
        boolean other = !range.group(3).equals("*")
                && file.total().isPresent()
                && Long.parseLong(range.group(3)) != file.total().getAsLong();
        String now = Answer.validator(response.headers());
        if (other || (!now.isEmpty() && !now.equals(file.validator()))) {
            throw new ChangedException("the file at the server changed while it was fetched");
        }
        return 0;
    }

    private HttpResponse<Body> send(HttpRequest request, Body body) throws CutException, InterruptedException {
        CompletableFuture<HttpResponse<Body>> answer = client.sendAsync(request, info -> body);
        try {
            return answer.get(patience.silence().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new CutException("the server did not answer within " + Durations.words(patience.silence()));
        } catch (ExecutionException e) {
            throw Transfer.failed(request.uri(), e.getCause() == null ? e : e.getCause());
        }
    }

    Duration silence() {
        return patience.silence();
    }

    /** Waits before another attempt, or gives up. */
    void rest(URI from, Again again, int inVain) {
        rest(patience, from, again, inVain);
    }

    private void rest(Patience patience, URI from, Again again, int inVain) {
        if (!patience.allows(1, inVain)) {
            throw MusterException.failed(
                    from + " could not be fetched in " + inVain + " attempts in a row: " + again.why(),
                    "Run the same command again later.");
        }
        try {
            pause.rest(patience.pause(inVain, again.asked()));
        } catch (InterruptedException e) {
            throw Transfer.interrupted(from, e);
        }
    }

    static MusterException refused(URI from, String why) {
        return MusterException.failed(
                from + " cannot be fetched: " + why, "If the publisher moved or withdrew it, name another address.");
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
