package dev.muster.testnodes.theta;

import dev.muster.testnodes.Knobs;
import dev.muster.testnodes.ProgramKnobs;
import dev.muster.testnodes.PublishedPorts;
import dev.muster.testnodes.Refusal;
import dev.muster.testnodes.Say;
import dev.muster.testnodes.StopSignal;
import dev.muster.testnodes.http.SmallServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Stands in for the container edgelauncher_mainnet: launcher, core and encoder in one process. It wants the same two
 * variables, keeps a wallet that the password opens, and answers recorded calls.
 *
 * <p>Source: lib/assets/user-data/node.sh and lib/theta/README.md of aws-samples/aws-blockchain-node-runners at
 * 62720925d342; edgelauncher/config.yaml and REPORTS.md of andrewlunde/theta-edgenode-start9 at eb96b08c11ef; read
 * 2026-11-22. The words of its refusals could not be read.
 */
public final class ThetaEdge {
    private static final int LAUNCHER = 15888;
    private static final int CORE = 17888;
    private static final int ENCODER = 17935;

    private ThetaEdge() {}

    @SuppressWarnings("SystemExitOutsideMain")
    public static void main(String[] arguments) throws IOException {
        StopSignal stop = StopSignal.on(List.of("INT", "TERM"));
        System.exit(run(List.of(arguments), System.getenv(), stop));
    }

    private static int run(List<String> arguments, Map<String, String> environment, StopSignal stop)
            throws IOException {
        try {
            if (!arguments.isEmpty()) {
                throw new Refusal("unknown arguments: " + String.join(" ", arguments));
            }
            String password = wanted(environment, "PASSWORD");
            Path data = Path.of(wanted(environment, "EDGELAUNCHER_CONFIG_PATH"));
            if (!Files.isDirectory(data)) {
                throw new Refusal("config path " + data + " is not a folder");
            }
            serve(data, Wallet.open(data, password), environment, stop);
            return 0;
        } catch (Refusal e) {
            Say.error(e.text());
            return e.exitCode();
        }
    }

    private static String wanted(Map<String, String> environment, String name) throws Refusal {
        String value = environment.getOrDefault(name, "");
        if (value.isBlank()) {
            throw new Refusal(name + " is not set");
        }
        return value;
    }

    private static void serve(Path data, Wallet wallet, Map<String, String> environment, StopSignal stop)
            throws IOException {
        Knobs knobs = ProgramKnobs.in(data);
        stop.await(knobs.seconds("warmup", 0.5));
        ThetaCalls calls = new ThetaCalls(wallet.address(), knobs, Instant.now());
        try (SmallServer launcher = server(environment, LAUNCHER, calls.launcher(), knobs);
                SmallServer core = server(environment, CORE, calls.core(), knobs);
                SmallServer encoder = server(environment, ENCODER, calls.encoder(), knobs)) {
            Say.info("launcher on " + launcher.port() + ", core on " + core.port() + ", encoder on " + encoder.port());
            while (!stop.isAsked()) {
                stop.await(Duration.ofSeconds(1));
            }
        }
        Say.info("stopped");
    }

    private static SmallServer server(Map<String, String> environment, int port, EdgeRpc rpc, Knobs knobs)
            throws IOException {
        return new SmallServer(PublishedPorts.of(environment, port), rpc, () -> knobs.flag("silent"));
    }
}
