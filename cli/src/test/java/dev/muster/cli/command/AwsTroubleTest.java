package dev.muster.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.aws.front.Emulator;
import dev.muster.aws.front.Faults;
import dev.muster.aws.front.Front;
import dev.muster.aws.front.Rule;
import dev.muster.cli.HastyMain;
import dev.muster.cli.Typed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commands against an AWS that throttles, dawdles and hangs up: they end as ever, with few more calls. */
class AwsTroubleTest {
    private static final String SINGLE = """
            muster: 1
            name: lite
            blueprint: litecoin
            network: mainnet
            target: aws
            aws: {region: us-east-1, instance: m5.large}
            """;
    private static final String HA = """
            muster: 1
            name: lite
            blueprint: litecoin
            network: mainnet
            target: aws
            topology: ha
            nodes: 2
            aws:
              region: us-east-1
              instance: m5.large
              load-balancer: {certificate: self-signed}
            """;

    /** Kinds of which {@code single} makes none. */
    private static final Set<String> BEFORE_HA =
            Set.of("LoadBalancers", "TargetGroups", "vpcSet", "subnetSet", "certificates");

    /** With three of ten refused each call is made 1.43 times on average; no run of ours comes near this. */
    private static final double MOST = 2.0;

    private static Emulator emulator;
    private static Front front;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws Exception {
        emulator = Emulator.start();
        front = Front.before(emulator);
    }

    @AfterAll
    static void stop() {
        front.close();
        emulator.close();
    }

    @Test
    void commandsEndAsEverAndDoNotStorm() throws Exception {
        troubled("single", SINGLE);
    }

    @Test
    void soDoThoseOfNodesBehindALoadBalancer() throws Exception {
        troubled("ha", HA);
    }

    private void troubled(String name, String spec) throws Exception {
        Map<String, Integer> quiet = calls(name + " quiet", spec, Optional.empty());
        Map<String, Supplier<Rule>> troubles = new LinkedHashMap<>();
        troubles.put("throttled", () -> Faults.throttle(0.3, 4711));
        troubles.put("slow", () -> Faults.slow(Duration.ofSeconds(2), 15));
        troubles.put("cut", () -> Faults.cut(7));
        for (Map.Entry<String, Supplier<Rule>> trouble : troubles.entrySet()) {
            Map<String, Integer> calls = calls(
                    name + " " + trouble.getKey(),
                    spec,
                    Optional.of(trouble.getValue().get()));
            calls.forEach((command, count) -> assertThat(count.doubleValue())
                    .as("calls of %s, %s", command, trouble.getKey())
                    .isLessThan(quiet.getOrDefault(command, 0) * MOST + 8));
        }
    }

    @Test
    @Timeout(value = 4, unit = TimeUnit.MINUTES)
    void aCallThatIsAlwaysThrottledIsGivenUp() throws Exception {
        front.reset();
        Rule fault = Faults.throttle("ec2", "DescribeVolumes");
        front.with(fault);
        Typed typed = Typed.below(folder)
                .withClock(InstantSource.system())
                .with(new Aws(front.uri(), "us-east-1").environment());
        assertThat(typed.run("down", "nowhere", "--yes")).isEqualTo(1);
        front.without(fault);
        assertThat(typed.err()).contains("AWS refuses (RequestLimitExceeded)");
        assertThat(front.calls("DescribeVolumes")).hasSize(8);
    }

    /** How many calls each command made; all of them end well and leave nothing. */
    private Map<String, Integer> calls(String trouble, String text, Optional<Rule> fault) throws Exception {
        front.reset();
        front.stacks().pace(1000);
        Aws aws = new Aws(front.uri(), "us-east-1");
        Map<String, Integer> before = Census.of(aws);
        fault.ifPresent(front::with);
        Path own = Files.createDirectories(folder.resolve(trouble));
        Typed typed = Typed.below(own)
                .withClock(InstantSource.system())
                .withPace(HastyMain.PACE)
                .with(aws.environment());
        String spec = Files.writeString(own.resolve("lite.yaml"), text).toString();
        Map<String, Integer> calls = new LinkedHashMap<>();
        calls.put("up", count(typed, "lite is up", "up", spec, "--yes"));
        if (fault.isEmpty()) {
            assertThat(Census.of(aws)).allSatisfy((kind, count) -> {
                boolean more = text.contains("topology: ha") || !BEFORE_HA.contains(kind);
                assertThat(count).as(kind).isGreaterThanOrEqualTo(before.getOrDefault(kind, 0) + (more ? 1 : 0));
            });
        }
        calls.put("status", count(typed, "lite/1  unknown", "status", "lite"));
        calls.put("second up", count(typed, "nothing to change", "up", spec));
        calls.put("down", count(typed, "lite is down", "down", "lite", "--delete-data", "--yes", "--remove-bucket"));
        fault.ifPresent(front::without);
        System.out.println(trouble + ": calls " + calls);
        assertThat(Census.of(aws)).as(trouble).isEqualTo(before);
        return calls;
    }

    private static int count(Typed typed, String says, String... words) {
        front.forgetCalls();
        assertThat(typed.run(words)).as(words[0] + ": " + typed.err()).isZero();
        assertThat(typed.out()).contains(says);
        return front.calls().size();
    }
}
