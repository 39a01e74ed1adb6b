package dev.muster.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.aws.front.Call;
import dev.muster.aws.front.Emulator;
import dev.muster.aws.front.Faults;
import dev.muster.aws.front.Front;
import dev.muster.aws.front.Rule;
import dev.muster.cli.Typed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/** An account of its own, in which runs of up are killed one after another. */
final class KillLane implements AutoCloseable {
    private final Emulator emulator;
    private final Front front;
    private final Aws aws;
    private final Typed typed;
    private final String spec;
    private final Map<String, String> environment;
    /** Names of change sets by stack, of all runs: the same content has the same name every time. */
    private final Map<String, String> names = new TreeMap<>();

    private final boolean certified;

    KillLane(Path folder, String text) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        emulator = Emulator.start();
        front = Front.before(emulator);
        front.stacks().pace(1000);
        aws = new Aws(front.uri(), "us-east-1");
        typed = aws.typed(folder);
        spec = Files.writeString(folder.resolve("lite.yaml"), text).toString();
        certified = text.contains("certificate");
        environment = new HashMap<>(aws.environment());
        environment.put("HOME", folder.toString());
        environment.put("XDG_STATE_HOME", folder.resolve("killed").toString());
        environment.put("XDG_CACHE_HOME", folder.resolve("killed-cache").toString());
    }

    Aws aws() {
        return aws;
    }

    /** The calls of an up that nobody disturbs; it may leave the cache from which others start. */
    List<Call> whole(Forked forked, boolean train) throws Exception {
        int code = train
                ? forked.train(environment, "up", spec, "--yes")
                : Forked.ended(forked.start(environment, "up", spec, "--yes"));
        assertThat(code)
                .as(Files.readString(
                        Path.of(environment.getOrDefault("HOME", "")).resolve("said.txt")))
                .isZero();
        return front.calls();
    }

    /** False if no call had the number. */
    boolean kill(Forked forked, int number) throws Exception {
        front.forgetCalls();
        AtomicReference<Process> process = new AtomicReference<>();
        Rule kill = Faults.kill(number, true, () -> process.get().destroyForcibly());
        front.with(kill);
        process.set(forked.start(environment, "up", spec, "--yes"));
        int code = Forked.ended(process.get());
        front.without(kill);
        String at = (code == 0 ? "not killed at " : "killed at call ")
                + front.calls().getLast();
        System.out.println(at);
        assertThat(code).as(at).isIn(0, 137);
        // Slow enough that the next one meets a stack at which AWS is still at work.
        boolean begun = front.calls().getLast().is("cloudformation", "ExecuteChangeSet");
        front.stacks().pace(begun ? 2 : 1000);
        goOn(at);
        run(at, "down", "lite", "--delete-data", "--yes", "--remove-bucket");
        return code != 0;
    }

    /** The next up finishes the work, and the one after it has nothing to do. */
    private void goOn(String at) {
        run(at, "up", spec, "--yes");
        front.stacks().pace(1000);
        assertThat(changeSets("CreateChangeSet", "CREATE"))
                .as("change sets that make a stack, " + at)
                .hasSize(2);
        assertThat(changeSets("ExecuteChangeSet", ""))
                .as("change sets carried out, " + at)
                .hasSize(2);
        named(at);
        assertThat(imported()).as("certificates, " + at).isEqualTo(certified ? 1 : 0);
        front.forgetCalls();
        run(at, "up", spec);
        assertThat(typed.out()).as(at).contains("nothing to change");
        assertThat(front.calls("ExecuteChangeSet")).as(at).isEmpty();
        assertThat(front.calls("ImportCertificate")).as(at).isEmpty();
    }

    /** Names that follow from what they are of, and tokens of clients with every call that makes something. */
    private void named(String at) {
        for (String action : List.of("CreateChangeSet", "ExecuteChangeSet", "DeleteStack")) {
            assertThat(front.calls(action))
                    .as(action + ", " + at)
                    .allSatisfy(call -> assertThat(call.value("ClientToken").or(() -> call.value("ClientRequestToken")))
                            .hasValueSatisfying(token -> assertThat(token).matches("muster-[0-9a-f]{32}")));
        }
        front.calls("CreateChangeSet").forEach(call -> {
            String name = call.value("ChangeSetName").orElseThrow();
            assertThat(name).matches("muster-[0-9a-f]{32}");
            // Of what a stack was its id is a part, which is another each time, and so is the ARN of a certificate.
            String stack = call.value("StackName").orElseThrow();
            boolean anew = call.value("ChangeSetType").equals(Optional.of("CREATE"));
            if (anew && (!certified || stack.equals("MusterAssets"))) {
                assertThat(names.computeIfAbsent(stack, none -> name)).as(at).isEqualTo(name);
            }
        });
    }

    /** New certificates that came: imports that named no ARN. */
    private long imported() {
        return front.calls("ImportCertificate").stream()
                .filter(call -> !new String(call.body(), java.nio.charset.StandardCharsets.UTF_8)
                        .contains("\"CertificateArn\""))
                .count();
    }

    private void run(String at, String... words) {
        assertThat(typed.run(words))
                .as(words[0] + ", " + at + ": " + typed.out() + typed.err())
                .isZero();
    }

    /** Change sets that were named in calls, each once. */
    private List<String> changeSets(String action, String type) {
        return front.calls(action).stream()
                .filter(call -> call.value("ChangeSetType").orElse("").equals(type))
                .map(call -> call.value("ChangeSetName").orElseThrow())
                .distinct()
                .toList();
    }

    @Override
    public void close() {
        front.close();
        emulator.close();
    }
}
