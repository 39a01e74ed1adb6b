package dev.muster.testnodes.allora;

import dev.muster.testnodes.PublishedPorts;
import dev.muster.testnodes.Say;
import dev.muster.testnodes.StopSignal;
import dev.muster.testnodes.http.SmallServer;
import dev.muster.testnodes.http.SmallServer.Reply;
import dev.muster.testnodes.http.SmallServer.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Stands in for allora-standard-loss-functions.
 *
 * <p>Source: docker-compose.yaml of allora-network/coin-prediction-reputer at cfd82afa4517 and
 * adapter/api/apiadapter/main.go of allora-network/allora-offchain-node, read 2026-11-22.
 */
public final class LossServer {
    private LossServer() {}

    @SuppressWarnings("SystemExitOutsideMain")
    public static void main(String[] arguments) throws IOException {
        StopSignal stop = StopSignal.on(List.of("INT", "TERM"));
        int inside = Integer.parseInt(System.getenv().getOrDefault("APP_PORT", "5000"));
        int port = PublishedPorts.of(System.getenv(), inside);
        try (SmallServer server = new SmallServer(port, LossServer::answer, () -> false)) {
            Say.info("listening on port " + server.port());
            while (!stop.isAsked()) {
                stop.await(Duration.ofSeconds(1));
            }
        }
        System.exit(0);
    }

    private static Reply answer(Request request) {
        boolean posted = request.method().equals("POST");
        return switch (request.path()) {
            case "/calculate" ->
                posted && request.body().contains("y_true")
                        ? Reply.json("{\"loss\":\"0.25\"}")
                        : Reply.text(400, "y_true is missing");
            case "/is_never_negative" -> posted ? Reply.json("{\"is_never_negative\":true}") : Reply.text(405, "");
            default -> Reply.text(404, "");
        };
    }
}
