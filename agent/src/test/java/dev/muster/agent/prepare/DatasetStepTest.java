package dev.muster.agent.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.agent.command.SystemCommands;
import dev.muster.agent.dataset.Restored;
import dev.muster.agent.fetch.Door;
import dev.muster.agent.fetch.FetchProgress;
import dev.muster.agent.slot.SlotFolder;
import dev.muster.agent.testing.Archives;
import dev.muster.agent.testing.FaultyServer;
import dev.muster.core.Repository;
import dev.muster.core.blueprint.Blueprint;
import dev.muster.core.blueprint.BlueprintReader;
import dev.muster.core.blueprint.Dataset;
import dev.muster.core.blueprint.Libraries;
import dev.muster.core.problem.Problems;
import dev.muster.core.value.ByteSize;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sabotage: a file of checksums whose one line is about something else; a door that is used for its address only. */
class DatasetStepTest {
    private static final byte[] PACKED = Archives.make("chain.tar.zst", Archives.file("blocks/0", "genesis"));

    @TempDir
    Path folder;

    private final FaultyServer server = new FaultyServer();

    @AfterEach
    void close() {
        server.close();
    }

    private static String sum() throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(PACKED));
    }

    private Restored restore(String url, Optional<String> checksum, Door door) throws IOException {
        Blueprint blueprint = BlueprintReader.read(
                        Libraries.folder(Repository.root().resolve("blueprints"))
                                .find("litecoin")
                                .orElseThrow(),
                        new Problems())
                .orElseThrow();
        Dataset dataset = new Dataset(
                "chain.tar.zst", "regtest", url, checksum, ".", Optional.empty(), Optional.of(new ByteSize(1000)));
        return new DatasetStep(new SlotFolder(folder.resolve("1")), new SystemCommands(), door)
                .run(dataset, blueprint, folder.resolve("1/data"), FetchProgress.none());
    }

    private Restored withSums(String text) throws IOException {
        URI sums = server.serve("/chain.sha256", text.getBytes(StandardCharsets.UTF_8));
        return restore(server.serve("/chain.tar.zst", PACKED).toString(), Optional.of(sums.toString()), Door.PLAIN);
    }

    @Test
    void aFileOfOneLineIsAboutTheOneFileWhateverItCallsIt() throws Exception {
        assertThat(withSums(sum() + "  chain-4.0.2-20261128.tar.zst\n")).isInstanceOf(Restored.Fresh.class);
        assertThat(folder.resolve("1/data/blocks/0")).hasContent("genesis");
    }

    @Test
    void aChecksumOfAnotherPackingIsRefusedBeforeAnythingIsFetched() throws Exception {
        String other = sum() + "  chain-4.0.2-20261128.tar.gz\n";
        assertThatThrownBy(() -> withSums(other))
                .hasMessageContaining("/chain.sha256 has no checksum for")
                .hasMessageContaining("nothing was fetched");
        assertThat(server.questions()).hasSize(1);
        assertThat(folder.resolve("1/data")).doesNotExist();
    }

    @Test
    void whoHasDataAsksNobody() throws Exception {
        Files.createDirectories(folder.resolve("1/data/blocks"));
        assertThat(restore("http://127.0.0.1:1/x.tar.gz", Optional.of("http://127.0.0.1:1/x.sha256"), Door.PLAIN))
                .isEqualTo(new Restored.Kept("blocks"));
    }

    @Test
    void anObjectIsAskedForThroughTheDoor() throws Exception {
        URI real = server.serve("/datasets/chain.tar.zst", PACKED);
        Door door = from -> new Door.Knock(real, Map.of("Authorization", "for " + from.getPath()));
        Restored restored = restore("bucket:/datasets/chain.tar.zst", Optional.of("sha256:" + sum()), door);
        assertThat(restored).isInstanceOf(Restored.Fresh.class);
        assertThat(server.questions())
                .hasSize(2)
                .allSatisfy(question ->
                        assertThat(question.header("authorization")).isEqualTo("for /datasets/chain.tar.zst"));
    }
}
