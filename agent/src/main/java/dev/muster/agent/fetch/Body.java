package dev.muster.agent.fetch;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A response's body, taken piece by piece with a limit on how long it may be silent. */
final class Body implements HttpResponse.BodySubscriber<Body>, AutoCloseable {
    private sealed interface Signal {
        record Bytes(List<ByteBuffer> buffers) implements Signal {}

        record End() implements Signal {}

        record Broken(String why) implements Signal {}
    }

    /** How much may wait here: one at a time would cost two changes of threads for each. */
    private static final int AHEAD = 16;

    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();

    /**
     * The next bytes; empty at the end.
     *
     * @throws CutException if the connection broke or was silent for too long
     */
    Optional<List<ByteBuffer>> next(Duration silence) throws CutException, InterruptedException {
        Signal signal = signals.poll(silence.toMillis(), TimeUnit.MILLISECONDS);
        return switch (signal) {
            case null -> throw new CutException("the server was silent for " + Durations.words(silence));
            case Signal.Broken(String why) -> throw new CutException(why);
            case Signal.End _ -> Optional.empty();
            case Signal.Bytes(List<ByteBuffer> buffers) -> {
                var _ = subscription.thenAccept(it -> it.request(1));
                yield Optional.of(buffers);
            }
        };
    }

    @Override
    public CompletionStage<Body> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription.complete(given);
        given.request(AHEAD);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        signals.add(new Signal.Bytes(buffers));
    }

    @Override
    public void onError(Throwable problem) {
        signals.add(new Signal.Broken("the connection was cut (" + problem.getMessage() + ")"));
    }

    @Override
    public void onComplete() {
        signals.add(new Signal.End());
    }

    @Override
    public void close() {
        var _ = subscription.thenAccept(Flow.Subscription::cancel);
    }
}
