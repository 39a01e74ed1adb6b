package dev.muster.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.aws.front.Emulator;
import dev.muster.aws.front.Faults;
import dev.muster.aws.front.Front;
import dev.muster.aws.front.Rule;
import dev.muster.cli.Typed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Commands against an AWS that throttles, dawdles, hangs up and says nothing: they end as ever, with few more calls.
 *
 * <p>Sabotage: each call is tried once.
 */
class AwsTroubleTest {
    /** Kinds of which {@code single} makes none. */
    private static final Set<String> BEFORE_HA =
            Set.of("LoadBalancers", "TargetGroups", "vpcSet", "subnetSet", "certificates");

    /** With three of ten refused each call is made 1.43 times on average; no run of ours comes near this. */
    private static final double MOST = 2.0;

    /** Accounts that are worked on at once: most of the time is waiting. */
    private static final int LANES = 4;

    /** Where all is well, and what is wrong elsewhere. */
    private static final Map<String, Supplier<Optional<Rule>>> TROUBLES = Map.of(
            "quiet", Optional::empty,
            "throttled", () -> Optional.of(Faults.throttle(0.3, 4711)),
            "slow", () -> Optional.of(Faults.slow(Duration.ofSeconds(2), 15)),
            "cut", () -> Optional.of(Faults.cut(7)));

    @TempDir
    Path folder;

    @Test
    void commandsEndAsEverAndDoNotStorm() throws Exception {
        Map<String, Future<Map<String, Integer>>> runs = new LinkedHashMap<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(LANES)) {
            Map.of("single", AwsSpecs.SINGLE, "ha", AwsSpecs.HA)
                    .forEach((name, spec) -> TROUBLES.forEach((trouble, fault) -> runs.put(
                            name + " " + trouble,
                            threads.submit(() -> calls(name + " " + trouble, spec, fault.get())))));
            runs.put("single silent", threads.submit(() -> calls("single silent", AwsSpecs.SINGLE, silent())));
        }
        for (Map.Entry<String, Future<Map<String, Integer>>> run : runs.entrySet()) {
            Future<Map<String, Integer>> beside = runs.get(run.getKey().replaceFirst(" .*", " quiet"));
            assertThat(beside).isNotNull();
            Map<String, Integer> quiet = beside.get();
            assertThat(quiet).hasSize(4);
            run.getValue()
                    .get()
                    .forEach((command, count) -> assertThat(count.doubleValue())
                            .as("calls of %s, %s", command, run.getKey())
                            .isLessThan(quiet.getOrDefault(command, 0) * MOST + 8));
        }
    }

    /** Longer than the 30 seconds for which a call is waited for. */
    private static Optional<Rule> silent() {
        return Optional.of(Faults.silent(20, Duration.ofSeconds(40)));
    }

    @Test
    @Timeout(value = 4, unit = TimeUnit.MINUTES)
    void aCallThatIsAlwaysThrottledIsGivenUp() throws Exception {
        try (Emulator emulator = Emulator.start();
                Front front = Front.before(emulator)) {
            Rule fault = Faults.throttle("ec2", "DescribeVolumes");
            front.with(fault);
            Typed typed = new Aws(front.uri(), "us-east-1").typed(folder);
            assertThat(typed.run("down", "nowhere", "--yes")).isEqualTo(1);
            assertThat(typed.err()).contains("AWS refuses (RequestLimitExceeded)");
            assertThat(front.calls("DescribeVolumes")).hasSize(8);
        }
    }

    /** How many calls each command made; all of them end well and leave nothing. */
    private Map<String, Integer> calls(String trouble, String text, Optional<Rule> fault) throws Exception {
        try (Emulator emulator = Emulator.start();
                Front front = Front.before(emulator)) {
            front.stacks().pace(1000);
            Aws aws = new Aws(front.uri(), "us-east-1");
            Map<String, Integer> before = Census.of(aws);
            fault.ifPresent(front::with);
            Path own = Files.createDirectories(folder.resolve(trouble));
            Typed typed = aws.typed(own);
            String spec = Files.writeString(own.resolve("lite.yaml"), text).toString();
            Map<String, Integer> calls = new LinkedHashMap<>();
            calls.put("up", count(front, typed, "lite is up", "up", spec, "--yes"));
            if (fault.isEmpty()) {
                grown(before, Census.of(aws), text.contains("topology: ha"));
            }
            calls.put("status", count(front, typed, "lite/1  unknown", "status", "lite"));
            calls.put("second up", count(front, typed, "nothing to change", "up", spec));
            List<String> down = List.of("down", "lite", "--delete-data", "--yes", "--remove-bucket");
            calls.put("down", count(front, typed, "lite is down", down.toArray(String[]::new)));
            fault.ifPresent(front::without);
            System.out.println(trouble + ": calls " + calls);
            assertThat(Census.of(aws)).as(trouble).isEqualTo(before);
            return calls;
        }
    }

    private static void grown(Map<String, Integer> before, Map<String, Integer> after, boolean ha) {
        assertThat(after)
                .allSatisfy((kind, count) -> assertThat(count)
                        .as(kind)
                        .isGreaterThanOrEqualTo(
                                before.getOrDefault(kind, 0) + (ha || !BEFORE_HA.contains(kind) ? 1 : 0)));
    }

    private static int count(Front front, Typed typed, String says, String... words) {
        front.forgetCalls();
        assertThat(typed.run(words)).as(words[0] + ": " + typed.err()).isZero();
        assertThat(typed.out()).contains(says);
        return front.calls().size();
    }
}
