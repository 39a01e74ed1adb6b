package dev.muster.e2e.boot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muster.aws.boot.Metadata;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What stories of a booting instance have in common: a slot that is up, its volume, and what the node tells. */
abstract class BootStory {
    private static final String HEALTH = "http://127.0.0.1:17900/health";

    @RegisterExtension
    static final Shared SHARED = new Shared();

    static Account account;
    static Metadata metadata;
    static FarNet net;

    @TempDir
    Path folder;

    LoopVolume volume;
    String id;
    String instance;

    static final class Shared implements BeforeAllCallback {
        private BootWorld world;

        @Override
        public void beforeAll(ExtensionContext context) {
            world = BootWorld.of(context);
            account = world.account;
            metadata = world.metadata;
            net = world.net;
        }
    }

    @BeforeEach
    void answering() throws Exception {
        net.back();
        net.open();
        account.empty();
    }

    void up(UnaryOperator<String> script) throws Exception {
        account.up(SHARED.world.resolved, SHARED.world.files(script));
        id = account.volume();
        volume = new LoopVolume(folder, id, 320L << 20);
        account.front().with(volume);
        launch();
    }

    /** Another instance of the slot takes over the metadata service. */
    void launch() {
        instance = account.instance();
        metadata.instance(instance, account.userData());
    }

    /** The slot's user data in the template, with its two parameters filled in. */
    static String userData() throws IOException {
        return SHARED.world.userData();
    }

    @AfterEach
    void detach() {
        account.front().without(volume);
        volume.close();
    }

    static JsonNode report(Instance machine) throws IOException {
        String text = machine.file("var/lib/muster/lite/1/report.json");
        return new ObjectMapper().readTree(text.isEmpty() ? "{}" : text);
    }

    /** The pid of the node's program, as the instance has it. */
    static long node(Instance machine) throws IOException {
        return report(machine).at("/services/0/pid").asLong();
    }

    /** What the node itself has written. */
    static String log(Instance machine) throws IOException {
        return machine.file("var/lib/muster/lite/1/logs/node.log");
    }

    static String prepareLog(Instance machine) throws IOException {
        return machine.file("var/log/muster-prepare.log");
    }

    /** The status that a load balancer would get; 000 if nobody answers. */
    static String health() throws Exception {
        return net.ask(HEALTH, "-o", "/dev/null", "-w", "%{http_code}");
    }

    static void awaitInSync(Instance machine, int height) throws Exception {
        await(
                machine,
                Duration.ofMinutes(6),
                "node in sync at " + height,
                () -> report(machine).path("height").asInt() == height && health().equals("200"));
    }

    static void await(Instance machine, Duration most, String what, java.util.concurrent.Callable<Boolean> there)
            throws Exception {
        try {
            FarNet.await(most, what, there);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\n" + machine.said(), e);
        }
    }

    /** Made with the role's credentials: by scripts, by {@code prepare}, by the agent. */
    static Set<String> callsOfInstances() {
        return account.front().calls().stream()
                .filter(call -> call.headers().getOrDefault("authorization", "").contains("Credential=ASIATEST/"))
                .map(call -> call.service().replace("monitoring", "cloudwatch") + ":"
                        + (call.service().equals("s3")
                                ? (call.method().equals("GET") ? "GetObject" : "PutObject")
                                : call.action()))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
