package dev.muster.core.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.core.node.NodeConfig.Reference;
import dev.muster.core.node.NodeRenderer;
import dev.muster.core.node.RenderedService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the blueprints stacks, theta and allora make of each role on each network, against files that were looked
 * through; the stand-ins read the same files. {@code MUSTER_GOLDEN=write} in the environment writes them anew.
 *
 * <p>Sabotage: leave {@code auth_token} out of files/node.toml, or put the reference's user into no section.
 */
class ChainGoldenTest {
    private static final Reference BITCOIN =
            new Reference("127.0.0.1", Map.of("rpc", 8332, "p2p", 8333), "muster", "burnchain-password");
    private static final Map<String, Reference> BURNCHAIN = Map.of("burnchain", BITCOIN);

    record Case(
            String blueprint,
            String network,
            String role,
            Map<String, String> settings,
            Map<String, Reference> references) {
        @Override
        public String toString() {
            return blueprint + "-" + network + "-" + role + (references.isEmpty() ? "" : "-own");
        }
    }

    static Stream<Case> cases() {
        Map<String, String> miner = Map.of("wallet-name", "miner", "segwit", "true");
        return Stream.of(
                new Case("stacks", "mainnet", "follower", Map.of(), Map.of()),
                new Case("stacks", "mainnet", "follower", Map.of("txindex", "true"), BURNCHAIN),
                new Case("stacks", "mainnet", "signer", Map.of(), Map.of()),
                new Case("stacks", "mainnet", "miner", miner, BURNCHAIN),
                new Case("stacks", "testnet", "follower", Map.of(), Map.of()),
                new Case("stacks", "testnet", "signer", Map.of(), BURNCHAIN),
                new Case("stacks", "testnet", "miner", miner, BURNCHAIN),
                new Case("theta", "mainnet", "edge", Map.of("gpu", "true"), Map.of()),
                new Case("allora", "testnet", "worker", Map.of("topic", "1"), Map.of()),
                new Case("allora", "mainnet", "worker", Map.of("topic", "1"), Map.of()),
                new Case("allora", "testnet", "reputer", Map.of("topic", "3"), Map.of()),
                new Case("allora", "mainnet", "reputer", Map.of("topic", "3"), Map.of()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void rendersAsLookedThrough(Case one) throws IOException {
        Blueprint blueprint = Slots.blueprint(one.blueprint());
        NodeRenderer renderer = Slots.renderer(
                blueprint, Slots.slot(blueprint, one.network(), one.role(), one.settings(), one.references()));

        for (ServiceDef service : renderer.services()) {
            RenderedService rendered = renderer.service(service, "/program");
            Path folder = Slots.project("core/src/test/resources/golden/" + one + "/" + service.name());
            compare(folder.resolve("command.txt"), String.join("\n", rendered.command()) + "\n");
            compare(folder.resolve("environment.txt"), lines(rendered.environment()));
            for (Map.Entry<String, String> file : rendered.files().entrySet()) {
                compare(folder.resolve(file.getKey()), file.getValue());
            }
        }
    }

    private static String lines(Map<String, String> environment) {
        StringBuilder lines = new StringBuilder();
        environment.forEach(
                (name, value) -> lines.append(name).append('=').append(value).append('\n'));
        return lines.toString();
    }

    private static void compare(Path golden, String text) throws IOException {
        if ("write".equals(System.getenv("MUSTER_GOLDEN"))) {
            Files.createDirectories(golden.resolveSibling("."));
            Files.writeString(golden, text);
        }
        assertThat(text).isEqualTo(Files.readString(golden));
    }
}
