package dev.muster.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.agent.testing.Needs;
import dev.muster.core.blueprint.Blueprint;
import dev.muster.core.blueprint.BlueprintReader;
import dev.muster.core.blueprint.Libraries;
import dev.muster.core.problem.Problems;
import dev.muster.testnodes.standin.StandInBlueprints;
import dev.muster.testnodes.standin.StandInServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every role of every blueprint from its installation to its stop, by the real program and the blueprint as it is.
 * Where the software cannot be had, a stand-in is fetched in its place from a server of this machine. Two at a time.
 *
 * <p>Red with: a misspelt key in a template (the stand-in ends, the node fails); another path in a probe (it stays
 * unknown); another stop signal (its end is no clean one); a role that no row puts up.
 */
class EveryRoleTest {
    private static final Map<String, String> QUICK = Map.of(
            "tip",
            "3000",
            "warmup",
            "0.2",
            "peers-after",
            "0.5",
            "jobs-every",
            "1",
            "loop-every",
            "0.5",
            "flush",
            "0.2");

    /** Networks on which a role is not put up, and why that hides nothing. */
    private static final Map<String, String> NOT_RUN = Map.of(
            "litecoin/mainnet/follower", "the real program cannot join it here; no stand-in is made of it",
            "litecoin/testnet/follower", "the real program cannot join it here; no stand-in is made of it",
            "bitcoin/testnet4/follower", "as mainnet but for words that RenderedConfTest has judged",
            "bitcoin/signet/follower", "as mainnet but for words that RenderedConfTest has judged",
            "allora/mainnet/reputer", "as on the testnet but for the worker's words",
            "stacks/testnet/miner", "as on the mainnet but for the signer's words");

    private static final Map<RoleRow, CompletableFuture<String>> STORIES = new LinkedHashMap<>();

    @TempDir
    static Path shared;

    private static StandInServer server;
    private static Path blueprints;
    private static Muster muster;
    private static ExecutorService threads;

    private interface Lane {
        void run() throws Exception;
    }

    @BeforeAll
    static void begin() throws Exception {
        Needs.tool("npm");
        server = StandInServer.start(shared.resolve("www"), QUICK);
        blueprints = StandInBlueprints.of(Muster.repository("blueprints"), server.url(), shared.resolve("blueprints"));
        muster = new Muster(shared.resolve("home"))
                .with("KEY", "01".repeat(32))
                .with("WORDS", "one two three four five six seven eight nine ten eleven twelve");
        rows().forEach(row -> STORIES.put(row, new CompletableFuture<>()));
        threads = Executors.newFixedThreadPool(2);
        lane(() -> tell(RoleRow.BITCOIN, () -> {
            muster.run("rpc", "-d", RoleRow.BITCOIN.name(), "createwallet", "miner")
                    .ok();
            tell(RoleRow.MINER, () -> {});
        }));
        lane(() -> {
            for (RoleRow row : RoleRow.ALLORA) {
                tell(row, () -> {});
            }
        });
        RoleRow.ALONE.forEach(row -> lane(() -> tell(row, () -> {})));
    }

    private static void lane(Lane lane) {
        threads.execute(() -> {
            try {
                lane.run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** What goes wrong is the row's, not that of those around it. */
    private static void tell(RoleRow row, RoleStory.Meanwhile meanwhile) {
        CompletableFuture<String> story = STORIES.get(row);
        try {
            story.complete(new RoleStory(muster, blueprints, row).go(meanwhile));
        } catch (Exception | AssertionError e) {
            story.completeExceptionally(e);
        }
    }

    @AfterAll
    static void end() throws Exception {
        threads.shutdownNow();
        muster.close();
        server.close();
    }

    static Stream<RoleRow> rows() {
        return Stream.of(List.of(RoleRow.BITCOIN, RoleRow.MINER), RoleRow.ALLORA, RoleRow.ALONE)
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void goesFromInstallationToItsStop(RoleRow row) throws Throwable {
        try {
            System.out.println(STORIES.get(row).get());
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }

    @Test
    void noRoleOfNoBlueprintIsLeftOut() {
        List<String> there = new ArrayList<>();
        for (String name : Libraries.folder(Muster.repository("blueprints")).names()) {
            Blueprint blueprint = read(Muster.repository("blueprints").resolve(name));
            blueprint
                    .roles()
                    .values()
                    .forEach(role -> blueprint.networks().keySet().stream()
                            .filter(network ->
                                    role.networks().isEmpty() || role.networks().contains(network))
                            .forEach(network -> there.add(name + "/" + network + "/" + role.name())));
        }
        TreeSet<String> known = new TreeSet<>(NOT_RUN.keySet());
        rows().forEach(row -> assertThat(known.add(row.key())).as(row.key()).isTrue());
        assertThat(there).containsExactlyInAnyOrderElementsOf(known);
        assertThat(rows().map(row -> row.blueprint() + "/" + row.role()))
                .as("roles that are put up on some network")
                .containsAll(
                        there.stream().map(key -> key.replaceFirst("/.*/", "/")).toList());
    }

    private static Blueprint read(Path folder) {
        assertThat(Files.isDirectory(folder)).isTrue();
        return BlueprintReader.read(Libraries.open(folder), new Problems()).orElseThrow();
    }
}
