package dev.muster.testnodes.allora;

import dev.muster.testnodes.Knobs;
import dev.muster.testnodes.ProgramKnobs;
import dev.muster.testnodes.PublishedPorts;
import dev.muster.testnodes.Refusal;
import dev.muster.testnodes.Say;
import dev.muster.testnodes.StopSignal;
import dev.muster.testnodes.http.Counters;
import dev.muster.testnodes.http.SmallServer;
import dev.muster.testnodes.http.SmallServer.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Stands in for the Allora offchain node: asks the model server, or those of a reputer, and counts what it would send.
 * The chain is made up. As the real one it ends with 0 when something is wrong at its start.
 *
 * <p>Source: main.go of allora-network/allora-offchain-node, v0.9.0 and later, read 2026-11-22.
 */
public final class AlloraNode {
    private static final int METRICS = 2112;

    private AlloraNode() {}

    @SuppressWarnings("SystemExitOutsideMain")
    public static void main(String[] arguments) throws IOException {
        StopSignal stop = StopSignal.on(List.of("INT", "TERM"));
        try {
            run(AlloraConf.read(System.getenv()), System.getenv(), stop);
        } catch (Refusal e) {
            Say.error(e.text());
        }
        System.exit(0);
    }

    private static void run(AlloraConf conf, Map<String, String> environment, StopSignal stop) throws IOException {
        Path home = Path.of(conf.wallet("alloraHomeDir").asText(System.getProperty("user.home") + "/.allorad"));
        Files.createDirectories(home);
        Knobs knobs = ProgramKnobs.in(home.toAbsolutePath().resolveSibling("."));
        Counters counters = new Counters();
        counters.add("allora_application_started_count{address=\"allo1standin\"}");
        AlloraLoop loop = new AlloraLoop(conf, counters);
        try (SmallServer metrics = new SmallServer(
                PublishedPorts.of(environment, METRICS),
                asked -> asked.path().equals("/metrics") ? Reply.text(counters.text()) : Reply.text(404, ""),
                () -> knobs.flag("silent"))) {
            Say.info("metrics on " + metrics.port());
            while (!stop.isAsked()) {
                loop.turn();
                stop.await(knobs.seconds("loop-every", 1));
            }
        }
        Say.info("stopped");
    }
}
