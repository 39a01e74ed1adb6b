package dev.muster.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.aws.front.Emulator;
import dev.muster.aws.front.Front;
import dev.muster.cli.Typed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nodes behind a load balancer in a network of their own, from up to down, before the strict front.
 *
 * <p>Sabotage: the slots do not depend on one another; down leaves the bucket.
 */
class AwsHaTest {
    private static final String SPEC = """
            muster: 1
            name: pair
            blueprint: litecoin
            network: mainnet
            target: aws
            topology: ha
            nodes: 2
            aws:
              region: us-east-1
              instance: m5.large
              network: {vpc: new, cidr: 10.1.0.0/16}
            """;

    @TempDir
    Path folder;

    @Test
    void twoNodesComeUpOneAfterTheOtherAndGoWithoutARest() throws Exception {
        try (Emulator emulator = Emulator.start();
                Front front = Front.before(emulator)) {
            front.stacks().pace(1000);
            Aws aws = new Aws(front.uri(), "us-east-1");
            Typed typed = aws.typed(folder);
            String spec = Files.writeString(folder.resolve("pair.yaml"), SPEC).toString();
            Map<String, List<String>> before = aws.inventory();

            assertThat(typed.run("up", spec, "--yes", "--progress", "plain"))
                    .as(typed.err())
                    .isZero();
            assertThat(typed.err()).containsSubsequence("ok   Node pair/1: started", "ok   Node pair/2: started");
            assertThat(typed.out()).containsPattern("us-east-1  http://\\S+");
            assertThat(aws.text(
                            "autoscaling",
                            "describe-auto-scaling-groups",
                            "--query",
                            "AutoScalingGroups[].AutoScalingGroupName"))
                    .contains("muster-pair-1", "muster-pair-2");

            assertThat(typed.run("up", spec)).as(typed.err()).isZero();
            assertThat(typed.out()).contains("nothing to change");
            assertThat(typed.run("status", "pair")).as(typed.err()).isZero();
            assertThat(typed.out()).contains("pair/1  unknown", "pair/2  unknown");

            assertThat(typed.run("down", "pair", "--delete-data", "--yes", "--remove-bucket"))
                    .as(typed.err())
                    .isZero();
            assertThat(aws.inventory()).isEqualTo(before);
        }
    }
}
