package dev.muster.agent.probe;

import dev.muster.core.value.Span;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Makes one HTTP call in bounded time and memory; follows no redirects, keeps no connections. */
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
        return send(ask, Deadline.in(timeout), timeout);
    }

    static HttpAnswer send(HttpAsk ask, Deadline deadline, Duration timeout) throws ProbeException {
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(ask.uri().getHost(), ask.port()), deadline.left());
            plain.setSoTimeout(deadline.left());
            Socket socket = ask.secure() ? secured(plain, ask) : plain;
            OutputStream out = socket.getOutputStream();
            out.write(ask.bytes());
            out.flush();
            return new HttpReader(new BufferedInputStream(new DeadlineStream(socket, deadline)), MOST_BYTES).read();
        } catch (IOException e) {
            throw new ProbeException(sentence(ask.where(), e, timeout));
        }
    }

    private static Socket secured(Socket plain, HttpAsk ask) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket socket = (SSLSocket) factory.createSocket(plain, ask.uri().getHost(), ask.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static String sentence(String where, IOException why, Duration timeout) {
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
