package dev.muster.testnodes.allora;

import dev.muster.testnodes.ProgramKnobs;
import dev.muster.testnodes.PublishedPorts;
import dev.muster.testnodes.Say;
import dev.muster.testnodes.StopSignal;
import dev.muster.testnodes.http.SmallServer;
import dev.muster.testnodes.http.SmallServer.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Stands in for the sample model server and for the sample server of what came true: it learns first, then listens, and
 * knows one token.
 *
 * <p>Source: app.py of allora-network/basic-coin-prediction-node at e0461420b315 and README.md of
 * allora-network/coin-prediction-reputer at cfd82afa4517, read 2026-11-22.
 */
public final class ModelServer {
    private static final int PORT = 8000;

    private ModelServer() {}

    @SuppressWarnings("SystemExitOutsideMain")
    public static void main(String[] arguments) throws IOException {
        StopSignal stop = StopSignal.on(List.of("INT", "TERM"));
        String token = System.getenv().getOrDefault("TOKEN", "");
        if (token.isEmpty()) {
            Say.error("KeyError: 'TOKEN'");
            System.exit(1);
        }
        stop.await(ProgramKnobs.in(Path.of("")).seconds("training", 0.5));
        int port = PublishedPorts.of(System.getenv(), PORT);
        try (SmallServer server = new SmallServer(port, asked -> answer(asked.path(), token), () -> false)) {
            Say.info("Running on port " + server.port());
            while (!stop.isAsked()) {
                stop.await(Duration.ofSeconds(1));
            }
        }
        System.exit(0);
    }

    private static Reply answer(String path, String token) {
        if (path.equals("/inference/" + token)) {
            return Reply.text("3141.59");
        }
        if (path.matches("/gt/" + java.util.regex.Pattern.quote(token) + "/\\d+/\\d+")) {
            return Reply.text("\"3141.59\"");
        }
        if (path.equals("/update")) {
            return Reply.text("0");
        }
        return path.startsWith("/inference/") || path.startsWith("/gt/")
                ? Reply.text(400, "Token is required or not supported")
                : Reply.text(404, "Not Found");
    }
}
