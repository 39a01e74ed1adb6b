package dev.muster.agent.probe;

import dev.muster.core.value.Span;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLException;

/** Makes one HTTP call in bounded time and memory; follows no redirects. */
public final class HttpCaller {
    /** Enough for the peers of a large node, ten times over. */
    static final int MOST_BYTES = 8 << 20;

    private HttpCaller() {}

    /**
     * Asks and waits for the whole answer, of any status.
     *
     * @throws ProbeException with a sentence for a person if there is none in time
     */
    public static HttpAnswer send(HttpAsk ask, Duration timeout) throws ProbeException {
        try (HttpTalk talk = HttpTalk.once()) {
            return talk.send(ask, Deadline.in(timeout), timeout);
        }
    }

    static String sentence(String where, IOException why, Duration timeout) {
        return switch (why) {
            case SocketTimeoutException e -> "no answer from " + where + " within " + Span.text(timeout);
            case ConnectException e -> where + " refuses connections";
            case SocketException e -> where + " breaks the connection";
            case UnknownHostException e -> "there is no address for " + where;
            case EOFException e -> where + " hangs up in the middle of its answer";
            case SSLException e -> where + " cannot be trusted: " + e.getMessage();
            case HttpReader.TooLargeException e -> where + " answers with more than " + (MOST_BYTES >> 20) + " MiB";
            default -> where + " does not answer as HTTP does: " + why.getMessage();
        };
    }
}
