package dev.muster.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.aws.front.Emulator;
import dev.muster.aws.front.Faults;
import dev.muster.aws.front.Front;
import dev.muster.aws.front.Rule;
import dev.muster.cli.Typed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * An up that is killed (kill -9) right after any of its calls; the next one finishes its work.
 *
 * <p>Sabotage: change sets with random names, or an up that does not wait for the work on a stack that it did not
 * begin.
 */
class AwsKillTest {
    private static final String SPEC = """
            muster: 1
            name: lite
            blueprint: litecoin
            network: mainnet
            target: aws
            aws: {region: us-east-1, instance: m5.large}
            """;

    /** Accounts that are worked on at once. */
    private static final int LANES = 2;

    @TempDir
    Path folder;

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void whereverAnUpIsKilledTheNextOneEndsWithOneOfEverything() throws Exception {
        Forked forked = Forked.in(folder);
        int calls;
        try (Lane lane = new Lane(folder.resolve("whole"))) {
            calls = lane.whole(forked);
        }
        AtomicInteger next = new AtomicInteger();
        List<Future<Integer>> killed = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(LANES)) {
            for (int i = 0; i < LANES; i++) {
                Path own = folder.resolve("lane" + i);
                killed.add(threads.submit(() -> lane(own, forked, next)));
            }
        }
        int all = 0;
        for (Future<Integer> lane : killed) {
            all += lane.get();
        }
        System.out.println("killed at each of " + all + " calls");
        assertThat(all).isGreaterThanOrEqualTo(calls).isGreaterThanOrEqualTo(12);
    }

    /** Takes number after number until an up comes to its end; what a removal left would be seen then. */
    private static int lane(Path own, Forked forked, AtomicInteger next) throws Exception {
        int killed = 0;
        try (Lane lane = new Lane(own)) {
            Map<String, List<String>> before = lane.aws.inventory();
            while (lane.kill(forked, next.incrementAndGet())) {
                killed++;
            }
            assertThat(lane.aws.inventory()).isEqualTo(before);
        }
        return killed;
    }

    /** An account of its own. */
    private static final class Lane implements AutoCloseable {
        private final Emulator emulator;
        private final Front front;
        private final Aws aws;
        private final Typed typed;
        private final String spec;
        private final Map<String, String> environment;

        Lane(Path folder) throws Exception {
            Files.createDirectories(folder);
            emulator = Emulator.start();
            front = Front.before(emulator);
            front.stacks().pace(1000);
            aws = new Aws(front.uri(), "us-east-1");
            typed = Typed.below(folder).withClock(InstantSource.system()).with(aws.environment());
            spec = Files.writeString(folder.resolve("lite.yaml"), SPEC).toString();
            environment = new HashMap<>(aws.environment());
            environment.put("HOME", folder.toString());
            environment.put("XDG_STATE_HOME", folder.resolve("killed").toString());
            environment.put("XDG_CACHE_HOME", folder.resolve("killed-cache").toString());
        }

        /** How many calls an up makes that nobody disturbs. */
        int whole(Forked forked) throws Exception {
            assertThat(forked.train(environment, "up", spec, "--yes")).isZero();
            return front.calls().size();
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
            goOn(at);
            run(at, "down", "lite", "--delete-data", "--yes", "--remove-bucket");
            return code != 0;
        }

        /** The next up finishes the work, and the one after it has nothing to do. */
        private void goOn(String at) throws Exception {
            run(at, "up", spec, "--yes");
            assertThat(changeSets("CreateChangeSet", "CREATE"))
                    .as("change sets that make a stack, " + at)
                    .hasSize(2);
            assertThat(changeSets("ExecuteChangeSet", ""))
                    .as("change sets carried out, " + at)
                    .hasSize(2);
            front.forgetCalls();
            run(at, "up", spec);
            assertThat(typed.out()).as(at).contains("nothing to change");
            assertThat(front.calls("ExecuteChangeSet")).as(at).isEmpty();
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
}
