package dev.muster.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.aws.front.Faults;
import dev.muster.aws.front.Front;
import dev.muster.aws.front.Rule;
import dev.muster.aws.front.StrictAws;
import dev.muster.cli.Typed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Commands against an AWS that throttles, dawdles and hangs up: they end as ever, with few more calls. */
class AwsTroubleTest {
    /** Kinds of which {@code single} makes none. */
    private static final Set<String> BEFORE_HA =
            Set.of("LoadBalancers", "TargetGroups", "vpcSet", "subnetSet", "certificates");

    /** With three of ten refused each call is made 1.43 times on average; no run of ours comes near this. */
    private static final double MOST = 2.0;

    @RegisterExtension
    static final StrictAws AWS = StrictAws.emptyBeforeEach();

    @TempDir
    Path folder;

    private final Front front = AWS.front();
    private final Aws aws = Aws.of(AWS);

    @Test
    void commandsEndAsEverAndDoNotStorm() throws Exception {
        troubled("single", AwsSpecs.SINGLE);
    }

    @Test
    void soDoThoseOfNodesBehindALoadBalancer() throws Exception {
        troubled("ha", AwsSpecs.HA);
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
        Rule fault = Faults.throttle("ec2", "DescribeVolumes");
        front.with(fault);
        Typed typed = aws.typed(folder);
        assertThat(typed.run("down", "nowhere", "--yes")).isEqualTo(1);
        front.without(fault);
        assertThat(typed.err()).contains("AWS refuses (RequestLimitExceeded)");
        assertThat(front.calls("DescribeVolumes")).hasSize(8);
    }

    /** How many calls each command made; all of them end well and leave nothing. */
    private Map<String, Integer> calls(String trouble, String text, Optional<Rule> fault) throws Exception {
        front.reset();
        front.stacks().pace(1000);
        Map<String, Integer> before = Census.of(aws);
        fault.ifPresent(front::with);
        Path own = Files.createDirectories(folder.resolve(trouble));
        Typed typed = aws.typed(own);
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

    private int count(Typed typed, String says, String... words) {
        front.forgetCalls();
        assertThat(typed.run(words)).as(words[0] + ": " + typed.err()).isZero();
        assertThat(typed.out()).contains(says);
        return front.calls().size();
    }
}
