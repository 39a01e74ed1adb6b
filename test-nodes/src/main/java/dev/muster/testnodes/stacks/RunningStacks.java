package dev.muster.testnodes.stacks;

import dev.muster.testnodes.Knobs;
import dev.muster.testnodes.MovingChain;
import dev.muster.testnodes.Refusal;
import dev.muster.testnodes.Say;
import dev.muster.testnodes.StopSignal;
import dev.muster.testnodes.http.SmallServer;
import dev.muster.testnodes.http.SmallServer.Reply;
import dev.muster.testnodes.http.SmallServer.Request;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A node from its start to the end of its run loop. */
final class RunningStacks implements AutoCloseable {
    private static final Duration TURN = Duration.ofMillis(200);

    private final NodeConf conf;
    private final Knobs knobs;
    private final StopSignal stop;
    private final StacksChain chain;
    private final Burnchain burnchain;
    private final Observers observers;
    private final NodeAnswers answers;
    private final List<AutoCloseable> open = new ArrayList<>();
    private Instant proposed = Instant.EPOCH;
    private Instant flushed = Instant.now();
    private int burnHeight = -1;
    private final AtomicInteger mined = new AtomicInteger();

    RunningStacks(NodeConf conf, Path directory, Knobs knobs, StopSignal stop) throws IOException {
        this.conf = conf;
        this.knobs = knobs;
        this.stop = stop;
        chain = new StacksChain(conf, directory, knobs);
        burnchain = Burnchain.of(conf, knobs);
        observers = new Observers(conf);
        answers = new NodeAnswers(conf.mainnet(), chain, burnchain);
    }

    /** Runs until it is asked to stop. Before the burn chain is there nothing is answered. */
    void run() throws Refusal, IOException {
        open.add(p2p());
        while (!stop.isAsked() && !burnchain.reached()) {
            stop.await(Duration.ofSeconds(1));
        }
        if (stop.isAsked()) {
            return;
        }
        open.add(new SmallServer(conf.port("rpc_bind", "0.0.0.0:20443"), this::answer, () -> knobs.flag("silent")));
        Optional<String> metrics = conf.text("node", "prometheus_bind");
        if (metrics.isPresent()) {
            open.add(new SmallServer(
                    NodeConf.portOf(metrics.get()), asked -> Reply.text(answers.metrics(mined.get())), () -> false));
        }
        Say.info("Start HTTP server on: " + conf.text("node", "rpc_bind", "0.0.0.0:20443"));
        while (!stop.isAsked()) {
            turn();
            stop.await(TURN);
        }
    }

    private ServerSocket p2p() throws Refusal, IOException {
        return new ServerSocket(conf.port("p2p_bind", "0.0.0.0:20444"), 8, InetAddress.ofLiteral("127.0.0.1"));
    }

    /** One turn of the run loop: the burn chain, then the node's own, then those who watch. */
    private void turn() throws Refusal, IOException {
        boolean toldOfBurn = burnchain.reached() && tellBurnBlock();
        if (!toldOfBurn) {
            return;
        }
        chain.open();
        MovingChain.View view = chain.view();
        if (view.blocks() == view.tip() && Instant.now().isAfter(proposed.plus(knobs.seconds("propose-every", 1)))) {
            proposed = Instant.now();
            propose(view.tip());
        }
        if (Instant.now().isAfter(flushed.plus(knobs.seconds("flush-every", 3)))) {
            flushed = Instant.now();
            chain.flush();
        }
    }

    private boolean tellBurnBlock() {
        int height = burnchain.height();
        if (height == burnHeight) {
            return true;
        }
        boolean told = observers.burnBlock(height);
        burnHeight = told ? height : burnHeight;
        return told;
    }

    private void propose(int height) {
        observers.proposal(height);
        if (conf.miner()) {
            mined.incrementAndGet();
        }
    }

    private Reply answer(Request request) {
        return switch (request.path()) {
            case "/v2/info" -> Reply.json(answers.info());
            case "/v2/neighbors" -> Reply.json(answers.neighbors());
            case "/v3/health" -> Reply.json(answers.health());
            case "/v3/block_proposal" -> validate(request);
            default -> Reply.text(404, "No such file or directory");
        };
    }

    /** Source: stackslib/src/net/api/postblock_proposal.rs of stacks-network/stacks-core at 4.0.2, read 2026-11-22. */
    private Reply validate(Request request) {
        Optional<String> token = conf.authToken();
        if (token.isEmpty()) {
            return Reply.text(400, "Bad Request.");
        }
        if (!request.authorization().equals(token)) {
            return Reply.text(401, "Unauthorized");
        }
        Thread.ofVirtual().start(observers::validated);
        return new Reply(202, "application/json", "{\"result\":\"Accepted\"}");
    }

    @Override
    public void close() throws IOException {
        Say.info("Graceful termination request received, will complete the ongoing runloop cycles and terminate");
        for (AutoCloseable each : open) {
            try {
                each.close();
            } catch (Exception e) {
                Say.warn("cannot be closed: " + e);
            }
        }
        StopSignal.on(List.of()).await(knobs.seconds("flush", 0.5));
        chain.flush();
    }
}
