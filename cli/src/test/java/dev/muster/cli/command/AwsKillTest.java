package dev.muster.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.aws.front.Call;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * An up that is killed (kill -9) right after any of its calls; the next one finishes its work.
 *
 * <p>Sabotage: change sets with random names, or an up that does not wait for the work on a stack that it did not
 * begin; a certificate that is not looked for before another is made.
 */
class AwsKillTest {
    /** Calls that make something: of these each is killed at, however alike they are. */
    private static final Set<String> MAKING =
            Set.of("CreateChangeSet", "ExecuteChangeSet", "ImportCertificate", "ListCertificates");

    /** Accounts that are worked on at once. */
    private static final int LANES = 2;

    @TempDir
    Path folder;

    @Test
    @Timeout(value = 12, unit = TimeUnit.MINUTES)
    void whereverAnUpIsKilledTheNextOneEndsWithOneOfEverything() throws Exception {
        Forked forked = Forked.in(folder);
        List<Call> single = whole("single", AwsSpecs.SINGLE, forked, true);
        List<Integer> all = IntStream.rangeClosed(1, single.size()).boxed().toList();
        assertThat(all).hasSizeGreaterThanOrEqualTo(12);
        killed("single", AwsSpecs.SINGLE, forked, all);

        List<Call> ha = whole("ha", AwsSpecs.HA, forked, false);
        Set<String> known = single.stream().map(AwsKillTest::kind).collect(Collectors.toCollection(TreeSet::new));
        List<Integer> others = ha.stream()
                .filter(call -> !known.contains(kind(call)) || MAKING.contains(call.action()))
                .map(Call::number)
                .toList();
        assertThat(others).hasSizeGreaterThanOrEqualTo(12);
        killed("ha", AwsSpecs.HA, forked, others);
    }

    /** What a call does to what kind of thing. */
    private static String kind(Call call) {
        String path = call.action().replaceAll("[0-9a-f]{64}", "SUM").replaceAll("\\?.*", "");
        return call.service() + " " + path;
    }

    /** The calls of an up that nobody disturbs. */
    private List<Call> whole(String name, String spec, Forked forked, boolean train) throws Exception {
        try (KillLane lane = new KillLane(folder.resolve(name), spec)) {
            return lane.whole(forked, train);
        }
    }

    private void killed(String name, String spec, Forked forked, List<Integer> numbers) throws Exception {
        long began = System.nanoTime();
        Queue<Integer> left = new ConcurrentLinkedQueue<>(numbers);
        List<Future<Integer>> lanes = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(LANES)) {
            for (int i = 0; i < LANES; i++) {
                Path own = folder.resolve(name + i);
                lanes.add(threads.submit(() -> lane(own, spec, forked, left)));
            }
        }
        int all = 0;
        for (Future<Integer> lane : lanes) {
            all += lane.get();
        }
        System.out.println(name + ": killed at each of " + all + " calls in "
                + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began) + " s");
        // Looks at events may be one fewer or more, and so may calls be.
        assertThat(all).isBetween(numbers.size() - 2, numbers.size());
    }

    /** Takes number after number; what a removal left would be seen at the end. */
    private static int lane(Path own, String spec, Forked forked, Queue<Integer> numbers) throws Exception {
        int killed = 0;
        try (KillLane lane = new KillLane(own, spec)) {
            Map<String, List<String>> before = lane.aws().inventory();
            for (Integer number = numbers.poll(); number != null; number = numbers.poll()) {
                killed += lane.kill(forked, number) ? 1 : 0;
            }
            assertThat(lane.aws().inventory()).isEqualTo(before);
        }
        return killed;
    }
}
