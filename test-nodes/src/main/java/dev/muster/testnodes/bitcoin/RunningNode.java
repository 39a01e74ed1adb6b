package dev.muster.testnodes.bitcoin;

import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.muster.testnodes.Knobs;
import dev.muster.testnodes.Refusal;
import dev.muster.testnodes.StopSignal;
import dev.muster.testnodes.rpc.RpcServer;
import dev.muster.testnodes.rpc.RpcTable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** A node from its start to the end of its flush. */
final class RunningNode implements AutoCloseable {
    private final BitcoindSettings told;
    private final Knobs knobs;
    private final NodeLog log;
    private final StopSignal stop;
    private final InstantSource clock;
    private final HeightFile height;
    private final BitcoinChain chain;
    private final Peers peers;
    private final Path directory;
    private final RpcTable table = new RpcTable();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<RpcServer> rpc = new ArrayList<>();
    private final List<Path> temporary = new ArrayList<>();
    private Instant flushed;

    private RunningNode(
            BitcoindSettings told, Path directory, Knobs knobs, NodeLog log, StopSignal stop, InstantSource clock)
            throws IOException {
        this.told = told;
        this.directory = directory;
        this.knobs = knobs;
        this.log = log;
        this.stop = stop;
        this.clock = clock;
        height = HeightFile.in(directory);
        peers = new Peers(told.settings(), told.network(), knobs, clock);
        chain = new BitcoinChain(told.network(), knobs, clock, peers, height.read());
        flushed = clock.instant();
    }

    static RunningNode start(
            BitcoindSettings told,
            NodeDirectory directory,
            Knobs knobs,
            NodeLog log,
            StopSignal stop,
            InstantSource clock)
            throws Refusal, IOException {
        RunningNode node = new RunningNode(told, directory.path(), knobs, log, stop, clock);
        try {
            node.start();
            return node;
        } catch (Refusal | IOException e) {
            log.say("Error: " + e.getMessage());
            node.closeAll();
            throw e;
        }
    }

    private void start() throws Refusal, IOException {
        log.say("Bitcoin Core version v31.1.0 (stand-in for tests)");
        told.warnings().forEach(log::warn);
        log.say("Using data directory " + told.dataDirectory());
        Path pid = told.file("pid", "bitcoind.pid");
        Files.writeString(pid, ProcessHandle.current().pid() + "\n");
        temporary.add(pid);
        addMethods();
        if (told.settings().flag("server", true)) {
            startRpc();
        }
        warmUp();
        open.add(P2pPorts.open(told, log));
        peers.open();
        table.ready();
        log.say("init message: Done loading");
    }

    private void addMethods() {
        Instant started = clock.instant();
        Addresses addresses = new Addresses(told.network());
        new ChainMethods(chain, SettingsCheck.number(told.settings(), "prune", 0)).addTo(table);
        new NetMethods(chain, peers, told.settings()).addTo(table);
        new MiningMethods(chain, addresses).addTo(table);
        if (!told.settings().flag("disablewallet", false)) {
            new WalletMethods(new WalletFolder(directory), addresses).addTo(table);
        }
        table.add(
                "uptime",
                call -> LongNode.valueOf(
                        Duration.between(started, clock.instant()).toSeconds()));
        table.add("stop", call -> {
            Thread.ofVirtual().start(this::stopSoon);
            return TextNode.valueOf("Bitcoin Core stopping");
        });
    }

    private void startRpc() throws Refusal, IOException {
        RpcCredentials credentials = RpcCredentials.of(told, log);
        credentials.cookie().ifPresent(temporary::add);
        for (InetSocketAddress address : RpcAddresses.of(told, log)) {
            log.say("Binding RPC on address " + address.getHostString() + " port " + address.getPort());
            rpc.add(server(address, credentials));
        }
    }

    private RpcServer server(InetSocketAddress address, RpcCredentials credentials) throws Refusal {
        try {
            return new RpcServer(address, table, credentials.credentials(), () -> knobs.flag("silent"));
        } catch (IOException e) {
            log.warn("Binding RPC on address " + address.getHostString() + " port " + address.getPort() + " failed.");
            throw RpcAddresses.noServer();
        }
    }

    private void warmUp() {
        for (String doing : List.of("Loading block index…", "Verifying blocks…")) {
            table.warmingUp(doing);
            log.say("init message: " + doing);
            pause(knobs.seconds("warmup", 0.3).dividedBy(2));
        }
    }

    /** Moves the chain and writes what it has now and then, until somebody asks for the end. */
    void untilStopped() throws IOException {
        while (!stop.isAsked()) {
            int blocks = chain.view().blocks();
            if (!clock.instant().isBefore(flushed.plus(knobs.seconds("flush-every", 3)))) {
                height.write(blocks);
                flushed = clock.instant();
            }
            rpc.forEach(server -> server.refuse(knobs.flag("refuse")));
            stop.await(Duration.ofMillis(100));
        }
        log.say("Shutdown: In progress...");
    }

    private void stopSoon() {
        pause(Duration.ofMillis(50));
        stop.ask();
    }

    @Override
    public void close() throws IOException {
        int blocks = chain.view().blocks();
        closeAll();
        pause(knobs.seconds("flush", 1));
        height.write(blocks);
        log.say("Shutdown: done");
    }

    private void closeAll() throws IOException {
        List<AutoCloseable> all = new ArrayList<>(open);
        all.addAll(rpc);
        for (AutoCloseable each : all) {
            try {
                each.close();
            } catch (Exception e) {
                log.warn("cannot be closed: " + e);
            }
        }
        for (Path file : temporary) {
            Files.deleteIfExists(file);
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
