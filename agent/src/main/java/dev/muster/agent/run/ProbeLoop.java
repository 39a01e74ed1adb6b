package dev.muster.agent.run;

import dev.muster.agent.node.NodeSetup;
import dev.muster.agent.others.Neighbours;
import dev.muster.agent.probe.Endpoints;
import dev.muster.agent.probe.JsonRpc;
import dev.muster.agent.probe.OutsideTips;
import dev.muster.agent.probe.ProbeException;
import dev.muster.agent.probe.ProbeResult;
import dev.muster.agent.probe.Prober;
import dev.muster.agent.produce.Producer;
import dev.muster.core.blueprint.Produce;
import dev.muster.core.state.Observation.Others;
import dev.muster.core.state.Round;
import dev.muster.core.state.Round.TipSeen;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks the node again and again, and makes blocks where that is wanted; in threads of their own. */
final class ProbeLoop implements AutoCloseable {
    private final NodeSetup setup;
    private final InstantSource clock;
    private final BooleanSupplier running;
    private final Runnable news;
    private final Consumer<String> trouble;
    private final Prober prober;
    private final OutsideTips outside;
    private final Neighbours neighbours;
    private final JsonRpc rpc;
    private final ExecutorService threads = Executors.newCachedThreadPool(ProbeLoop::daemon);
    private final AtomicReference<@Nullable ProbeResult> latest = new AtomicReference<>();

    /**
     * @param running whether the programs run, so that it makes sense to ask
     * @param news told that there is a result to take
     * @param trouble told when blocks cannot be made
     */
    ProbeLoop(NodeSetup setup, AgentWorld world, BooleanSupplier running, Runnable news, Consumer<String> trouble) {
        this.setup = setup;
        this.clock = world.clock();
        this.neighbours = new Neighbours(setup, world.others());
        this.running = running;
        this.news = news;
        this.trouble = trouble;
        Endpoints endpoints = new Endpoints(
                setup.blueprint().endpoints(),
                setup.node().host(),
                setup.node().ports(),
                text -> setup.renderer().value("probe", text),
                setup.slot()::secret);
        this.prober = new Prober(setup.blueprint().probes(), setup.blueprint().gauges(), endpoints);
        this.rpc = new JsonRpc(endpoints, setup.blueprint().probes().timeout());
        this.outside = new OutsideTips(
                setup.blueprint().probes().tips(),
                setup.node().network(),
                text -> setup.renderer().value("tip", text),
                threads);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "probe");
        thread.setDaemon(true);
        return thread;
    }

    void start() {
        threads.execute(() -> forever(this::probe));
        Produce recipe = setup.blueprint().produce().orElse(null);
        if (recipe != null && recipe.by().equals("agent") && setup.node().produceSeconds() != null) {
            JsonRpc patient = new JsonRpc(
                    new Endpoints(
                            setup.blueprint().endpoints(),
                            setup.node().host(),
                            setup.node().ports(),
                            text -> setup.renderer().value("production", text),
                            setup.slot()::secret),
                    Duration.ofSeconds(60));
            Producer producer = new Producer(setup, recipe, patient, this::height);
            threads.execute(() -> forever(() -> produce(producer, setup.node().produceSeconds())));
        }
    }

    /** The result since the last time it was asked for; null if there is none. */
    @Nullable ProbeResult take() {
        return latest.getAndSet(null);
    }

    /** What the other slots see; {@code tip} is what this one takes for the network's. */
    Others others(Instant now, @Nullable Long tip) {
        return neighbours.others(now, tip);
    }

    /** The interface to the node's JSON-RPC. */
    JsonRpc rpc() {
        return rpc;
    }

    /** Whether a call of the blueprint is answered now. */
    boolean answers(String call) {
        return prober.answers(call);
    }

    /** One step of work; tells how long to wait before the next. */
    private interface Work {
        Duration once() throws InterruptedException;
    }

    private void forever(Work work) {
        try {
            while (!threads.isShutdown()) {
                Thread.sleep(work.once());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration probe() {
        if (!running.getAsBoolean()) {
            return Duration.ofMillis(100);
        }
        Instant begin = clock.instant();
        ProbeResult result = prober.round(tips(begin));
        latest.set(result);
        news.run();
        return prober.pause(result, Duration.between(begin, clock.instant()));
    }

    private List<TipSeen> tips(Instant now) {
        List<TipSeen> tips = new ArrayList<>(outside.latest(now));
        tips.addAll(neighbours.look(now));
        return tips;
    }

    private Duration produce(Producer producer, @Nullable Double seconds) {
        Duration pause = Duration.ofMillis(seconds == null ? 1000 : Math.round(seconds * 1000));
        if (!running.getAsBoolean()) {
            producer.forget();
            return Duration.ofMillis(200);
        }
        try {
            return switch (producer.produce()) {
                case AT_ONCE -> Duration.ZERO;
                case SOON -> Duration.ofMillis(300);
                case LATER -> pause;
            };
        } catch (ProbeException e) {
            producer.forget();
            trouble.accept("no block made: " + e.getMessage());
            return Duration.ofSeconds(1);
        } catch (RuntimeException e) {
            trouble.accept("no block made: " + e.getMessage());
            return Duration.ofSeconds(10);
        }
    }

    private Optional<Long> height() {
        return prober.round(List.of()).round() instanceof Round.Answered answered
                ? Optional.ofNullable(answered.height())
                : Optional.empty();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
