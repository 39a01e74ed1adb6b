package dev.muster.testnodes.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.testnodes.Program;
import dev.muster.testnodes.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Sabotage: give a key in the blueprint's templates another name, or let {@code StrictToml} pass what it does not know. */
class StacksConfTest {
    @TempDir
    Path folder;

    static Stream<Path> nodes() throws IOException {
        return golden("node.toml");
    }

    static Stream<Path> signers() throws IOException {
        return golden("signer.toml");
    }

    private static Stream<Path> golden(String name) throws IOException {
        try (Stream<Path> files = Files.walk(Program.golden(""))) {
            return files.filter(file -> file.endsWith(name)).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void theBlueprintsNodeFileIsTakenAndNoOtherKey(Path file) throws Exception {
        assertThat(NodeConf.read(file).mode()).isIn("mainnet", "krypton");
        refusedWith(file, "[node]", "[node]\nrequire_affirmed_anchor_blocks = true", "node");
        refusedWith(file, "[burnchain]", "[burnchain]\naffirmation = 1", "burnchain");
    }

    private void refusedWith(Path file, String section, String replacement, String first) throws IOException {
        Path wrong = Files.writeString(
                folder.resolve("wrong.toml"), Files.readString(file).replace(section, replacement));
        assertThatThrownBy(() -> NodeConf.read(wrong))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("Invalid config file: Invalid toml: unknown field `")
                .hasMessageContaining("expected one of `" + (first.equals("node") ? "name" : "chain") + "`, `");
    }

    @ParameterizedTest
    @MethodSource("signers")
    void theBlueprintsSignerFileIsTakenAndNoOtherKey(Path file) throws Exception {
        String text = Files.readString(file).replace("/slot/data", folder.toString());
        Path right = Files.writeString(folder.resolve("signer.toml"), text);
        assertThat(SignerConf.read(right).text("node_host")).isEqualTo("127.0.0.1:20443");

        Path wrong = Files.writeString(folder.resolve("wrong.toml"), text + "block_timeout = 1\n");
        assertThatThrownBy(() -> SignerConf.read(wrong))
                .hasMessageContaining("unknown field `block_timeout`, expected one of `node_host`, `endpoint`");
    }

    static Stream<Arguments> wrong() {
        String miner = "[node]\nminer = true\nseed = \"00\"\n[miner]\n";
        return Stream.of(
                row("node = 1", "invalid type: integer `1`, expected a table"),
                row("[node]\nminer = \"yes\"", "invalid type: string \"yes\", expected a boolean for key `miner`"),
                row("[burnchain]\nrpc_port = \"1\"", "expected u64 for key `rpc_port`"),
                row("[burnchain]\nmode = \"main\"", "Setting burnchain.network not supported (should be: mocknet, "),
                row(
                        miner,
                        "Config is missing the setting `burnchain.wallet_name` (mandatory and non-empty for miners)"),
                row("[node]\nminer = true\n[burnchain]\nwallet_name = \"w\"", "mining key not set"),
                row("[node]\nseed = \"xyz\"", "node.seed should be a hex encoded string"),
                row("[node]\nbootstrap_node = \"seed.hiro.so:20444\"", "expected PUBKEY@IP:PORT"),
                row("[[events_observer]]\nendpoint = \"127.0.0.1:1\"", "missing field `events_keys`"),
                row(
                        "[[events_observer]]\nendpoint = \"127.0.0.1:1\"\nevents_keys = [\"blocks\"]",
                        "events_keys: blocks"),
                row(
                        "[connection_options]\npublic_ip_address = \"here\"",
                        "Invalid connection_option.public_ip_address"),
                row("[burnchain]\nmode = \"mainnet\"\npox_reward_length = 1", "PoX-2 parameters are not configurable"),
                row(
                        "[node]\npox_5_bond_admin = \"S\"\n[burnchain]\nmode = \"mainnet\"",
                        "Attempted to run mainnet node"),
                row(
                        "[burnchain]\nmode = \"mainnet\"\n[[burnchain.epochs]]\nepoch_name = \"1.0\"",
                        "Cannot configure epochs"));
    }

    private static Arguments row(String text, String message) {
        return Arguments.of(text, message);
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void whatTheRealOneRefusesIsRefused(String text, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("node.toml"), text);
        assertThatThrownBy(() -> NodeConf.read(file))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(message);
    }
}
