package dev.muster.agent.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.agent.files.Json;
import dev.muster.agent.files.Whole;
import dev.muster.agent.slot.SlotFolder;
import dev.muster.agent.testing.Stored;
import dev.muster.core.node.NodeConfig;
import dev.muster.core.node.NodeConfig.Peer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeSetupTest {
    private static final Peer OTHER = new Peer(2, "127.0.0.1", Map.of("p2p", 19445));

    @TempDir
    Path folder;

    @Test
    void aNodeThatFollowsOthersOfADevNetworkWaitsForOneOfThem() throws IOException {
        assertThat(setup(List.of(OTHER), Map.of(), null).criteria().minPeers()).isEqualTo(1);
        assertThat(setup(List.of(), Map.of("connect", "127.0.0.1:19444"), null)
                        .criteria()
                        .minPeers())
                .isEqualTo(1);
    }

    @Test
    void aNodeThatMakesTheBlocksWaitsForNobodyWhoeverElseThereIs() throws IOException {
        assertThat(setup(List.of(OTHER), Map.of(), 5.0).criteria().minPeers()).isZero();
        assertThat(setup(List.of(), Map.of("connect", "127.0.0.1:19444"), 5.0)
                        .criteria()
                        .minPeers())
                .isZero();
    }

    @Test
    void aNodeThatIsAloneWaitsForNobody() throws IOException {
        assertThat(setup(List.of(), Map.of(), null).criteria().minPeers()).isZero();
    }

    private NodeSetup setup(List<Peer> peers, Map<String, String> settings, @Nullable Double seconds)
            throws IOException {
        SlotFolder slot = new SlotFolder(folder.resolve("net/1"));
        Files.createDirectories(slot.path());
        Stored.blueprint("litecoin", slot);
        NodeConfig node = new NodeConfig(
                NodeConfig.SCHEMA,
                "net",
                1,
                "id",
                "local",
                "litecoin",
                "sum",
                "regtest",
                "follower",
                null,
                settings,
                Map.of("p2p", 19444, "rpc", 19443),
                "127.0.0.1",
                peers,
                Map.of(),
                List.of("rpc-password"),
                null,
                seconds,
                0,
                null);
        Whole.writePrivate(slot.secrets().resolve("rpc-password"), "not-a-real-one");
        Files.writeString(slot.nodeFile(), Json.pretty(node));
        return NodeSetup.read(slot);
    }
}
