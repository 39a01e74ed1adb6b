package dev.muster.agent.probe;

import dev.muster.core.blueprint.EndpointDef;
import dev.muster.core.blueprint.Gauge;
import dev.muster.core.blueprint.Probes;
import dev.muster.core.blueprint.Probes.Call;
import dev.muster.core.blueprint.Probes.Expect;
import dev.muster.core.blueprint.Probes.Rules;
import dev.muster.core.blueprint.Probes.Tip;
import dev.muster.core.blueprint.Probes.ValueAt;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Probes as a blueprint would have them, for one call. */
final class ProbeKit {
    static final String SECRET = "not-for-any-message";
    static final Duration TIMEOUT = Duration.ofSeconds(1);
    static final Rules RULES = new Rules(1, 1, Duration.ofHours(1), Duration.ofMinutes(1));

    private ProbeKit() {}

    static Endpoints endpoints(int port, String version) {
        EndpointDef rpc =
                new EndpointDef("rpc", "json-rpc", "rpc", "/", Optional.of("muster"), Optional.of("pw"), version);
        return new Endpoints(
                Map.of("rpc", rpc),
                "127.0.0.1",
                Map.of("rpc", port),
                text -> text.replace("{{network.chain}}", "regtest"),
                name -> SECRET);
    }

    static Prober rpc(int port) {
        Probes probes = new Probes(
                Duration.ofSeconds(2),
                TIMEOUT,
                Map.of("chain", new Call("chain", "rpc", "getblockchaininfo", "[]", "", "json", false)),
                Map.of("height", at("/blocks"), "headers", at("/headers"), "tip-time", at("/mediantime")),
                List.of(new Tip(
                        "peers' headers",
                        Optional.of(new ValueAt("chain", "/peers/*/synced", "max")),
                        Optional.empty(),
                        "",
                        Map.of())),
                Map.of("chain", new Expect(at("/chain"), "{{network.chain}}")),
                Optional.empty(),
                RULES);
        return new Prober(probes, List.of(new Gauge("size", "size", at("/size"))), endpoints(port, "1.0"));
    }

    /** A GET of one path in one format, with a height. */
    static Prober get(int port, String format, String pointer) {
        Probes probes = new Probes(
                Duration.ofSeconds(2),
                TIMEOUT,
                Map.of("chain", new Call("chain", "rpc", "", "[]", "/status", format, false)),
                Map.of("height", at(pointer)),
                List.of(),
                Map.of(),
                Optional.empty(),
                RULES);
        return new Prober(probes, List.of(), endpoints(port, "2.0"));
    }

    private static ValueAt at(String pointer) {
        return new ValueAt("chain", pointer, "first");
    }
}
