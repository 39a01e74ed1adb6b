package dev.muster.agent.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * A file server on 127.0.0.1 that knows ranges and entity tags, one request a connection, and misbehaves as told:
 * faults are used up in their order, one a request; after them all is well.
 */
public final class FaultyServer implements AutoCloseable {
    /** A file and its entity tag; empty for none. */
    private static final class Served {
        private final byte[] bytes;
        private final String etag;

        Served(byte[] bytes, String etag) {
            this.bytes = bytes;
            this.etag = etag;
        }

        byte[] bytes() {
            return bytes;
        }

        String etag() {
            return etag;
        }
    }

    private final ServerSocket socket;
    private final Map<String, Served> files = new ConcurrentHashMap<>();
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final List<HttpQuestion> questions = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread accepting;
    private volatile boolean ranges = true;
    private volatile long silentFrom = Long.MAX_VALUE;

    /** Starts it. */
    public FaultyServer() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        accepting = Thread.ofVirtual().start(this::accept);
    }

    /** Serves a file under a path, with an entity tag. */
    public URI serve(String path, byte[] bytes, String etag) {
        files.put(path, new Served(bytes, etag));
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + path);
    }

    /** Serves a file under a path, with an entity tag. */
    public URI serve(String path, byte[] bytes) {
        return serve(path, bytes, "\"" + Arrays.hashCode(bytes) + "\"");
    }

    /** From now on knows no parts: sends all of a file, whatever is asked. */
    public FaultyServer withoutRanges() {
        ranges = false;
        return this;
    }

    /** From now on says nothing to who asks for a part that begins at this byte or later. */
    public FaultyServer silentFrom(long start) {
        silentFrom = start;
        return this;
    }

    /** Misbehaves at the next requests. */
    public FaultyServer then(Fault... next) {
        faults.addAll(List.of(next));
        return this;
    }

    /** Faults that are still to come do not. */
    public void calm() {
        faults.clear();
    }

    /** What was asked so far. */
    public List<HttpQuestion> questions() {
        return List.copyOf(questions);
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = socket.accept();
                Thread.ofVirtual().start(() -> answer(connection));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void answer(Socket connection) {
        try (connection) {
            HttpQuestion question = HttpQuestion.read(connection.getInputStream());
            questions.add(question);
            Fault fault = faults.isEmpty() ? new Fault.None() : faults.remove();
            answer(question, fault, connection.getOutputStream());
        } catch (IOException | InterruptedException e) {
            // The client went away.
        }
    }

    private void answer(HttpQuestion question, Fault fault, OutputStream out) throws IOException, InterruptedException {
        Served file = files.get(question.path());
        switch (fault) {
            case Fault.Mute _ -> closed.await();
            case Fault.Status(int code, Map<String, String> headers) -> head(out, code, headers, 0);
            case Fault.Range(String header) -> head(out, 206, Map.of("Content-Range", header, "ETag", file.etag()), 0);
            case Fault.Cut(long after) -> {
                send(question, file, out, after);
                // The JDK's client throws away what it has not handed on when the connection ends.
                Thread.sleep(200);
            }
            case Fault.Silent(long after) -> {
                send(question, file, out, after);
                closed.await();
            }
            case Fault.None _ -> {
                if (file == null) {
                    head(out, 404, Map.of(), 0);
                } else if (question.start(file.etag()) >= silentFrom) {
                    closed.await();
                } else {
                    send(question, file, out, Long.MAX_VALUE);
                }
            }
        }
    }

    private void send(HttpQuestion question, Served file, OutputStream out, long most) throws IOException {
        long size = file.bytes().length;
        boolean part = ranges && question.isPart(file.etag());
        long from = part ? question.start(file.etag()) : 0;
        if (from >= size && from > 0) {
            head(out, 416, Map.of("Content-Range", "bytes */" + size), 0);
            return;
        }
        long end = part ? question.end(file.etag(), size) : size;
        Map<String, String> headers = part
                ? Map.of("ETag", file.etag(), "Content-Range", "bytes " + from + "-" + (end - 1) + "/" + size)
                : Map.of("ETag", file.etag());
        head(out, part ? 206 : 200, headers, end - from);
        out.write(file.bytes(), (int) from, (int) Math.min(end - from, most));
        out.flush();
    }

    private static void head(OutputStream out, int status, Map<String, String> headers, long length)
            throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " x\r\nConnection: close\r\n");
        headers.forEach((name, value) -> {
            if (!value.isEmpty()) {
                head.append(name).append(": ").append(value).append("\r\n");
            }
        });
        head.append("Content-Length: ").append(length).append("\r\n\r\n");
        out.write(head.toString().getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** Ends it. The port listens until the thread that accepts has let go of it, so this waits for that. */
    @Override
    public void close() {
        closed.countDown();
        try {
            socket.close();
            accepting.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
