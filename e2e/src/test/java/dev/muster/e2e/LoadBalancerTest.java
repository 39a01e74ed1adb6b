package dev.muster.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.agent.testing.Needs;
import dev.muster.core.fault.FaultWatch;
import dev.muster.e2e.HaProxy.Look;
import dev.muster.e2e.HaProxy.Node;
import dev.muster.e2e.Load.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real HAProxy before three real nodes, and what becomes of requests while nodes fail one after the other. */
class LoadBalancerTest {
    private static final int PER_SECOND = 220;
    private static final Duration LONG = Duration.ofSeconds(90);
    private static final double DETECTED = 10;
    private static final int SLOTS = 3;

    @TempDir
    Path home;

    @BeforeAll
    static void tools() {
        Needs.tool("haproxy");
        Needs.that(Files.exists(Path.of("/usr/lib/litecoin/litecoind")), "litecoind (apt-get install litecoind)");
    }

    /** Something that happens to a node and that it is told of by nobody. */
    private interface Fault {
        void happen(JsonNode report) throws Exception;
    }

    /**
     * Nodes that fail, each in another way, are out of service within ten seconds, and from then on nothing is sent to
     * them and no request fails. The node that is cut off keeps its connections, which carry nothing any more: to
     * itself it looks in sync, and only the other slots' word tells it otherwise.
     *
     * <p>Sabotage that turns it red: {@code option httpchk} is left out (the frozen one stays in); the agent does not
     * read the other slots' reports (the one that is cut off stays in); health 200 whatever the state.
     */
    @Test
    void aNodeThatFailsGetsNoMoreRequestsAndNoneIsLost() throws Exception {
        try (Muster muster = new Muster(home);
                Wires first = new Wires(() -> muster.port("ltc", 1, "p2p"));
                Wires second = new Wires(() -> muster.port("ltc", 2, "p2p"))) {
            muster.run("up", spec(muster, first, second)).ok();
            for (int slot = 1; slot <= SLOTS; slot++) {
                muster.await("ltc", slot, Duration.ofSeconds(40), LoadBalancerTest::healthy);
            }
            String password = Files.readString(muster.state().resolve("ltc/secrets/rpc-password"))
                    .strip();
            try (HaProxy proxy = new HaProxy(home.resolve("haproxy"), nodes(muster)).started()) {
                for (int slot = 1; slot <= SLOTS; slot++) {
                    proxy.back("slot" + slot, Duration.ofSeconds(10));
                }
                long begin = System.nanoTime();
                try (Load load = new Load(proxy.url(), password, PER_SECOND)) {
                    List<Outage> outages = outages(muster, proxy, List.of(first, second));
                    Thread.sleep(1000);
                    while (System.nanoTime() - begin < LONG.toNanos()) {
                        Thread.sleep(100);
                    }
                    judge(begin, load.stop(), outages);
                }
            }
        }
    }

    private static String spec(Muster muster, Wires... wires) throws IOException {
        List<String> peers = Stream.of(wires).map(Wires::address).toList();
        return muster.spec("ltc", """
                        muster: 1
                        name: ltc
                        blueprint: litecoin
                        network: regtest
                        nodes: %d
                        produce: {every: 500ms, initial: 20}
                        settings: {connect: %s}
                        """.formatted(SLOTS, peers)).toString();
    }

    private static boolean healthy(JsonNode report) {
        return report.path("health").path("code").asInt() == 200;
    }

    private static List<Node> nodes(Muster muster) throws IOException {
        List<Node> nodes = new ArrayList<>();
        for (int slot = 1; slot <= SLOTS; slot++) {
            nodes.add(new Node(muster.port("ltc", slot, "rpc"), muster.port("ltc", slot, "agent")));
        }
        return nodes;
    }

    private static List<Outage> outages(Muster muster, HaProxy proxy, List<Wires> wires) throws Exception {
        // Health keeps what it told for 15 s, and a freeze needs some to be seen.
        Thread.sleep(8000);
        List<Outage> outages = new ArrayList<>();
        outages.add(outage(
                muster,
                proxy,
                "frozen",
                2,
                node -> Muster.signal(pid(node), "STOP"),
                node -> Muster.signal(pid(node), "CONT")));
        Set<Integer> ports = ports(muster.api("ltc", 3).rpc("getpeerinfo"));
        outages.add(outage(
                muster,
                proxy,
                "cut off",
                3,
                node -> wires.forEach(wire -> wire.dead(ports)),
                node -> wires.forEach(wire -> wire.dead(Set.of()))));
        outages.add(outage(muster, proxy, "killed", 2, node -> Muster.signal(pid(node), "KILL"), node -> {}));
        outages.add(outage(muster, proxy, "restarted", 1, node -> muster.start("restart", "ltc/1"), node -> {}));
        return outages;
    }

    private static Outage outage(Muster muster, HaProxy proxy, String what, int slot, Fault fault, Fault mend)
            throws Exception {
        JsonNode before = muster.await("ltc", slot, Duration.ofSeconds(5), LoadBalancerTest::healthy);
        FaultWatch row = FaultWatch.of(
                        "behind a load balancer", "a node is " + what, "three nodes, HAProxy, 220 requests a second")
                .data(
                        "hash of block 20",
                        () -> muster.api("ltc", slot).rpc("getblockhash", 20).asText())
                .injected();
        long begin = System.nanoTime();
        fault.happen(before);
        Look out = proxy.out("slot" + slot, Duration.ofSeconds(20));
        row.told("out of service", "", "", (long) DETECTED);
        String reason = muster.api("ltc", slot)
                .report()
                .map(report -> report.path("reason").asText())
                .orElse("");
        // Long enough that requests would come to it, if any did.
        Thread.sleep(1000);
        mend.happen(before);
        row.mended();
        Look back = proxy.back("slot" + slot, Duration.ofSeconds(40));
        row.recovered(40);
        return new Outage(what, reason, slot, begin, out, back);
    }

    private static long pid(JsonNode report) {
        return report.path("services").path(0).path("pid").asLong();
    }

    /** The own ends of a node's connections. */
    private static Set<Integer> ports(JsonNode peers) {
        Set<Integer> ports = new HashSet<>();
        peers.forEach(
                peer -> ports.add(Integer.valueOf(peer.path("addrbind").asText().replaceFirst(".*:", ""))));
        return ports;
    }

    private static void judge(long begin, List<Sample> samples, List<Outage> outages) {
        double rate = samples.size()
                * 1e9
                / (samples.stream().mapToLong(Sample::end).max().orElse(begin) - begin);
        List<Sample> lost = samples.stream()
                .filter(sample -> sample.failed() && outages.stream().noneMatch(outage -> outage.meets(sample)))
                .toList();
        System.out.printf(
                "load balancer: %d requests, %.0f a second; failed after a detection: %d%n",
                samples.size(), rate, lost.size());
        outages.forEach(outage -> outage.print(samples));
        long firstFault = outages.getFirst().begin();
        long lastBack = outages.getLast().back().told();
        for (int slot = 1; slot <= SLOTS; slot++) {
            long before = served(samples, slot, Long.MIN_VALUE, firstFault);
            long after = served(samples, slot, lastBack, Long.MAX_VALUE);
            System.out.printf("  slot %d served %d before the first fault, %d after the last%n", slot, before, after);
            assertThat(before).as("served by %d before", slot).isPositive();
            assertThat(after).as("served by %d after", slot).isPositive();
        }
        assertThat(lost).isEmpty();
        assertThat(rate).isGreaterThanOrEqualTo(200);
        for (Outage outage : outages) {
            assertThat(outage.detected()).as(outage.what()).isLessThan(DETECTED);
            assertThat(outage.sentAfter(samples)).as(outage.what()).isZero();
        }
    }

    private static long served(List<Sample> samples, int slot, long from, long to) {
        return samples.stream()
                .filter(sample -> !sample.failed() && sample.by(slot) && sample.begin() > from && sample.end() < to)
                .count();
    }
}
