package dev.muster.agent.dataset;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;

/**
 * For {@code bench/restore.sh}: serves one file on 127.0.0.1 with ranges, each connection so fast at most. Arguments:
 * file, port, MiB a second (0: no limit). Ends with its standard input.
 */
final class SlowServer {
    private static final int PIECE = 64 << 10;
    private static final double NANOS = 1e9;

    private SlowServer() {}

    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        double bytesPerNano = Double.parseDouble(arguments[2]) * (1 << 20) / NANOS;
        HttpServer server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[1])), 100);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> answer(exchange, file, bytesPerNano));
        server.start();
        while (System.in.read() >= 0) {
            // Nothing to hear.
        }
        server.stop(0);
    }

    private static void answer(HttpExchange exchange, Path file, double bytesPerNano) throws IOException {
        long size = Files.size(file);
        long from = 0;
        long end = size;
        String range = exchange.getRequestHeaders().getFirst("Range");
        exchange.getResponseHeaders().set("ETag", "\"" + size + "\"");
        exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
        if (range != null) {
            String[] bounds = range.substring("bytes=".length()).split("-", -1);
            from = Long.parseLong(bounds[0]);
            end = bounds[1].isEmpty() ? size : Math.min(size, Long.parseLong(bounds[1]) + 1);
            exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + (end - 1) + "/" + size);
        }
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(size));
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        exchange.sendResponseHeaders(range == null ? 200 : 206, end - from);
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r");
                OutputStream out = exchange.getResponseBody()) {
            in.seek(from);
            send(in, out, end - from, bytesPerNano);
        }
    }

    private static void send(RandomAccessFile in, OutputStream out, long length, double bytesPerNano)
            throws IOException {
        byte[] piece = new byte[PIECE];
        long start = System.nanoTime();
        for (long sent = 0; sent < length; ) {
            int count = in.read(piece, 0, (int) Math.min(PIECE, length - sent));
            out.write(piece, 0, count);
            sent += count;
            if (bytesPerNano > 0) {
                long due = start + (long) (sent / bytesPerNano);
                java.util.concurrent.locks.LockSupport.parkNanos(due - System.nanoTime());
            }
        }
    }
}
