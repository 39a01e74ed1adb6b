package dev.muster.agent.probe;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Calls one after the other, over one connection as long as they go to one place and it keeps it: RFC 9112, 9.3
 * (2026-11-28). What asks only; a call may be made twice. For one thread.
 */
final class HttpTalk implements AutoCloseable {
    private final boolean keep;
    private @Nullable Socket kept;
    private String place = "";

    private HttpTalk(boolean keep) {
        this.keep = keep;
    }

    /** For several calls. */
    static HttpTalk going() {
        return new HttpTalk(true);
    }

    /** For one. */
    static HttpTalk once() {
        return new HttpTalk(false);
    }

    /** @throws ProbeException with a sentence for a person if there is no answer in time */
    HttpAnswer send(HttpAsk ask, Deadline deadline, Duration timeout) throws ProbeException {
        try {
            Socket before = take(ask);
            return before == null ? fresh(ask, deadline) : again(before, ask, deadline);
        } catch (IOException e) {
            throw new ProbeException(HttpCaller.sentence(ask.where(), e, timeout));
        }
    }

    private @Nullable Socket take(HttpAsk ask) {
        if (!place.equals(place(ask))) {
            close();
        }
        Socket before = kept;
        kept = null;
        return before;
    }

    private static String place(HttpAsk ask) {
        return ask.uri().getScheme() + "://" + ask.where();
    }

    /** The other side may have ended it meanwhile. */
    private HttpAnswer again(Socket before, HttpAsk ask, Deadline deadline) throws IOException {
        try {
            return exchange(before, ask, deadline);
        } catch (EOFException | SocketException e) {
            return fresh(ask, deadline);
        }
    }

    private HttpAnswer fresh(HttpAsk ask, Deadline deadline) throws IOException {
        Socket plain = new Socket();
        try {
            plain.connect(new InetSocketAddress(ask.uri().getHost(), ask.port()), deadline.left());
            plain.setSoTimeout(deadline.left());
            return exchange(ask.secure() ? secured(plain, ask) : plain, ask, deadline);
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    /** Keeps the socket for the next call or closes it. */
    private HttpAnswer exchange(Socket socket, HttpAsk ask, Deadline deadline) throws IOException {
        boolean goesOn = false;
        try {
            OutputStream out = socket.getOutputStream();
            out.write(ask.bytes(keep));
            out.flush();
            HttpReader reader = new HttpReader(
                    new BufferedInputStream(new DeadlineStream(socket, deadline)), HttpCaller.MOST_BYTES);
            HttpAnswer answer = reader.read();
            goesOn = keep && reader.goesOn();
            return answer;
        } finally {
            if (goesOn) {
                kept = socket;
                place = place(ask);
            } else {
                socket.close();
            }
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

    @Override
    public void close() {
        Socket last = kept;
        kept = null;
        try {
            if (last != null) {
                last.close();
            }
        } catch (IOException e) {
            // It is gone either way.
            return;
        }
    }
}
