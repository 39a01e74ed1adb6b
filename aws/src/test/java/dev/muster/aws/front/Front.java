package dev.muster.aws.front;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The front itself: a server of this machine that hands each call through its rules to the emulator. */
public final class Front implements AutoCloseable {
    private final Emulator emulator;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final AtomicInteger count = new AtomicInteger();
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final List<Rule> faults = new CopyOnWriteArrayList<>();
    private final Engine engine = new Engine();
    private final Instances instances = new Instances();

    private Front(Emulator emulator, HttpServer server) {
        this.emulator = emulator;
        this.server = server;
    }

    /** A front with all rules of AWS and without faults. */
    public static Front before(Emulator emulator) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Front front = new Front(emulator, server);
        front.rules.addAll(Rules.all(front.engine));
        front.rules.addFirst(front.instances);
        server.createContext("/", front::handle);
        server.setExecutor(front.threads);
        server.start();
        return front;
    }

    /** Where it listens. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Adds a rule that comes before all others: a fault. */
    public Front with(Rule fault) {
        faults.add(fault);
        rules.addFirst(fault);
        return this;
    }

    /** Takes a fault away. */
    public void without(Rule fault) {
        faults.remove(fault);
        rules.remove(fault);
    }

    /** Takes all faults away. */
    public void clearFaults() {
        List.copyOf(faults).forEach(this::without);
    }

    /** What the front knows of stacks: their events, signals and recorded failures. */
    public Engine stacks() {
        return engine;
    }

    /** What runs on instances. */
    public Instances instances() {
        return instances;
    }

    /** All calls so far. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    /** Calls of an action so far. */
    public List<Call> calls(String action) {
        return calls.stream().filter(call -> call.action().equals(action)).toList();
    }

    /** Forgets calls, stacks, faults and everything in the emulator. */
    public void reset() throws IOException {
        clearFaults();
        emulator.reset();
        rules.forEach(Rule::reset);
        calls.clear();
        count.set(0);
    }

    /** Begins to count anew. */
    public void forgetCalls() {
        calls.clear();
        count.set(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> headers = new HashMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
            Call call = Call.of(
                    count.incrementAndGet(),
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    headers,
                    exchange.getRequestBody().readAllBytes());
            calls.add(call);
            Answer answer = answer(call);
            answer.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            boolean empty = answer.body().length == 0 || call.method().equals("HEAD");
            exchange.sendResponseHeaders(answer.code(), empty ? -1 : answer.body().length);
            if (!empty) {
                exchange.getResponseBody().write(answer.body());
            }
        } catch (CutException e) {
            // Closing without an answer is what was wanted.
            exchange.close();
        }
    }

    private Answer answer(Call call) throws IOException {
        Answer answer = first(call);
        // In reverse: a fault comes between the program and all else, which has happened by then.
        for (Rule rule : List.copyOf(rules).reversed()) {
            answer = rule.after(call, answer, emulator);
        }
        return answer;
    }

    private Answer first(Call call) throws IOException {
        for (Rule rule : rules) {
            Optional<Answer> answer = rule.before(call, emulator);
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        return emulator.send(call);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
