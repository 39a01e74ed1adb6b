package dev.muster.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.agent.testing.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real nodes that catch up with 3,000 blocks over a slow line, three at once to save time.
 *
 * <p>Sabotage that turns it red: the first answer counts as in sync; the time to go is what is left over the rate since
 * the start (the halved line); a killed agent starts the node again. That a tip's growth is left out is EtaTest's to see.
 */
class SyncTest {
    private static final int BLOCKS = 3000;

    /** Blocks a second by which a tip grows: far below what counts as found out all at once, 50 from one answer to the next. */
    private static final int GROWTH = 16;

    private static final Duration MOST = Duration.ofMinutes(4);

    /** Answers come every 2 s, and the end is seen up to 2 s late. */
    private static final double SLACK = 4;

    @TempDir
    Path home;

    @BeforeAll
    static void litecoind() {
        Needs.that(Files.exists(Path.of("/usr/lib/litecoin/litecoind")), "litecoind (apt-get install litecoind)");
    }

    /** What the node said at a time. */
    private record Said(
            double t,
            String state,
            @Nullable Long height,
            @Nullable Long tip,
            @Nullable Long eta,
            String reason) {}

    /** A sync from begin to end; the time of a change of the line's rate, else 0. */
    private record Film(String name, List<Said> said, double end, double changed) {
        double at(double part) {
            return said.stream()
                    .filter(one -> one.height() != null && one.tip() != null && one.height() >= part * one.tip())
                    .findFirst()
                    .orElseThrow()
                    .t();
        }

        Optional<Said> sampled(double t) {
            return said.stream().filter(one -> one.t() >= t).findFirst();
        }

        /** All that was said, thinned out, with each change of state. */
        String way() {
            StringBuilder way = new StringBuilder(name);
            for (int i = 0; i < said.size(); i++) {
                if (i % 20 == 0 || !said.get(i).state().equals(said.get(i - 1).state())) {
                    way.append('\n').append(said.get(i));
                }
            }
            return way.toString();
        }

        void print() {
            System.out.printf("%s: in sync after %.1f s%n", name, end);
            for (double part : new double[] {0.25, 0.5, 0.75}) {
                sampled(at(part))
                        .ifPresent(one -> System.out.printf(
                                "  at %2.0f %%: told %s s, true rest %.1f s%n", part * 100, one.eta(), end - one.t()));
            }
        }
    }

    @Test
    void fourSyncsOverASlowLine() throws Exception {
        try (Muster muster = new Muster(home);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> grows = threads.submit(() -> source(muster, "grows"));
            source(muster, "still");
            grows.get();
            long bytes = muster.api("still", 1)
                    .rpc("getblockchaininfo")
                    .path("size_on_disk")
                    .asLong();
            long rate = Long.getLong("muster.sync.rate", (bytes + BLOCKS * 100L) / 75);
            System.out.printf("%d bytes of blocks, %d bytes a second%n", bytes, rate);
            int still = muster.port("still", 1, "p2p");
            try (Relay steady = new Relay(still, rate);
                    Relay halved = new Relay(still, rate);
                    Relay growing = new Relay(muster.port("grows", 1, "p2p"), rate * 2);
                    Relay killed = new Relay(still, rate * 2)) {
                List<Future<Film>> films = new ArrayList<>();
                films.add(follow(muster, "steady", steady, each -> 0, threads));
                films.add(follow(muster, "halved", halved, halve(halved, rate), threads));
                films.add(follow(muster, "killed", killed, kill(muster), threads));
                for (Future<Film> film : films) {
                    film.get().print();
                }
                // Alone: beside the others its rate is as uneven as the machine is busy, and nobody could tell its end.
                films.add(follow(muster, "growing", growing, mine(muster), threads));
                films.getLast().get().print();
                for (Future<Film> film : films) {
                    judge(muster, film.get());
                }
            }
            assertThat(muster.api("killed", 1).events().toString())
                    .contains("goes on with pid")
                    .doesNotContain("\"type\":\"ended\"");
        }
    }

    private static Muster.Result source(Muster muster, String name) throws IOException, InterruptedException {
        String spec = spec(muster, name, "produce: {every: 1h, initial: %d}".formatted(BLOCKS));
        return muster.run("up", spec, "--wait", "in-sync").ok();
    }

    private static String spec(Muster muster, String name, String more) throws IOException {
        return muster.spec(name, """
                        muster: 1
                        name: %s
                        blueprint: litecoin
                        network: regtest
                        %s
                        """.formatted(name, more)).toString();
    }

    /** Something that happens meanwhile, asked at each look; tells when it happened, in seconds, or 0. */
    private interface Meanwhile {
        double see(Said now) throws IOException, InterruptedException;
    }

    private static Meanwhile halve(Relay relay, long rate) {
        double[] done = {0};
        return now -> {
            if (done[0] == 0 && now.height() != null && now.height() >= BLOCKS / 2) {
                relay.rate(rate / 2);
                done[0] = now.t();
            }
            return done[0];
        };
    }

    /** From a tenth of the way on more blocks come, at a steady rate however long the node takes to make them. */
    private static Meanwhile mine(Muster muster) throws IOException {
        AgentApi source = muster.api("grows", 1);
        String address = source.rpc("getnewaddress").asText();
        double[] begun = {Double.NaN};
        int[] made = {0};
        int[] silent = {0};
        return now -> {
            if (Double.isNaN(begun[0]) && now.height() != null && now.height() >= BLOCKS / 10) {
                begun[0] = now.t();
            }
            int due = Double.isNaN(begun[0]) ? 0 : (int) ((now.t() - begun[0]) * GROWTH) - made[0];
            if (due >= GROWTH / 2 && !now.state().equals("in-sync")) {
                made[0] += due;
                try {
                    source.rpc("generatetoaddress", due, address);
                } catch (IOException e) {
                    // A node that checks blocks for others on a busy machine answers late, and makes them all the same.
                    if (++silent[0] > 5) {
                        throw e;
                    }
                }
            }
            return 0;
        };
    }

    private static Meanwhile kill(Muster muster) {
        boolean[] done = {false};
        return now -> {
            if (!done[0] && now.height() != null && now.height() >= BLOCKS / 3) {
                done[0] = true;
                Muster.signal(muster.agent("killed", 1), "KILL");
            }
            return 0;
        };
    }

    private static Future<Film> follow(
            Muster muster, String name, Relay relay, Meanwhile meanwhile, ExecutorService threads)
            throws IOException, InterruptedException {
        String connect = "settings: {connect: [\"127.0.0.1:%d\"]}".formatted(relay.port());
        muster.run("up", spec(muster, name, connect), "--no-wait").ok();
        return threads.submit(() -> film(muster, name, meanwhile));
    }

    private static Film film(Muster muster, String name, Meanwhile meanwhile) throws IOException, InterruptedException {
        AgentApi api = muster.api(name, 1);
        long pid = 0;
        List<Said> said = new ArrayList<>();
        long begin = System.nanoTime();
        double changed = 0;
        while (System.nanoTime() - begin < MOST.toNanos()) {
            Optional<JsonNode> report = api.report();
            if (report.isPresent()) {
                Said now = said((System.nanoTime() - begin) / 1e9, report.get());
                said.add(now);
                long running = report.get().path("services").path(0).path("pid").asLong();
                pid = pid == 0 ? running : pid;
                changed = meanwhile.see(now);
                if (now.state().equals("in-sync")) {
                    assertThat(running).isEqualTo(pid);
                    return new Film(name, said, now.t(), changed);
                }
            }
            Thread.sleep(400);
        }
        throw new AssertionError("not in sync: " + new Film(name, said, 0, changed).way());
    }

    private static Said said(double t, JsonNode report) {
        return new Said(
                t,
                report.path("state").asText(),
                number(report, "height"),
                number(report, "tip"),
                number(report, "etaSeconds"),
                report.path("reason").asText());
    }

    private static @Nullable Long number(JsonNode report, String field) {
        return report.path(field).isNumber() ? report.path(field).asLong() : null;
    }

    private static void judge(Muster muster, Film film) throws IOException {
        List<String> changes = muster.api(film.name(), 1).changes();
        assertThat(changes.subList(0, changes.indexOf("syncing -> in-sync") + 1))
                .as(film.way())
                .filteredOn(change -> !change.equals("stopped -> starting"))
                // On a busy machine an agent may take so long to come back that its last answer is too old.
                .filteredOn(change -> !film.name().equals("killed") || !change.contains("unknown"))
                .containsExactly("starting -> syncing", "syncing -> in-sync");
        double half = film.at(0.5);
        double worst = 1;
        for (Said one : film.said()) {
            if (one.state().equals("in-sync")) {
                break;
            }
            if (one.eta() != null) {
                assertThat(one.eta()).as("%s at %.1f s", film.name(), one.t()).isBetween(1L, 1200L);
            }
            boolean settled = one.t() >= half && (film.changed() == 0 || one.t() >= film.changed() + 15);
            if (settled && !film.name().equals("killed")) {
                double rest = film.end() - one.t();
                assertThat(one.eta()).as("%s at %.1f s", film.name(), one.t()).isNotNull();
                double told = one.eta() == null ? 0 : one.eta();
                assertThat(told)
                        .as("%s at %.1f s, %.1f s before the end", film.name(), one.t(), rest)
                        .isBetween(rest / 2 - SLACK, rest * 2 + SLACK);
                if (rest > 10) {
                    worst = Math.max(worst, Math.max(told / rest, rest / told));
                }
            }
        }
        System.out.printf("  %s: told and true differ by a factor of %.2f at most%n", film.name(), worst);
    }
}
