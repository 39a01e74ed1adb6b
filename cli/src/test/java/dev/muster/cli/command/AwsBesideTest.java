package dev.muster.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.aws.front.Front;
import dev.muster.aws.front.StrictAws;
import dev.muster.cli.Typed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What others leave, and what others are doing at the same time. */
class AwsBesideTest {
    @RegisterExtension
    static final StrictAws AWS = StrictAws.emptyBeforeEach();

    @TempDir
    Path folder;

    private final Front front = AWS.front();
    private final Aws aws = Aws.of(AWS);
    private String spec = "";

    @BeforeEach
    void empty() throws Exception {
        front.stacks().pace(1000);
        spec = Files.writeString(folder.resolve("lite.yaml"), AwsSpecs.SINGLE).toString();
    }

    private Typed machine(String name) {
        return aws.typed(folder.resolve(name));
    }

    /** Sabotage: alarms are not asked for. */
    @Test
    void anAlarmThatStaysIsToldByDown() throws Exception {
        Typed typed = machine("one");
        assertThat(typed.run("up", spec, "--yes")).as(typed.err()).isZero();
        front.stacks().leaveAlarms();
        assertThat(typed.run("down", "lite", "--delete-data", "--yes")).isEqualTo(1);
        String alarms = aws.text("cloudwatch", "describe-alarms", "--query", "MetricAlarms[].AlarmName");
        assertThat(alarms).isNotEmpty();
        assertThat(typed.err()).contains("these should be gone and are still there");
        for (String alarm : alarms.split("\\s+", -1)) {
            assertThat(typed.err()).contains("AWS::CloudWatch::Alarm " + alarm);
        }
        assertThat(typed.err()).doesNotContain("AWS::EC2::", "AWS::IAM::");
    }

    /** Sabotage: the second makes a change set of its own; it does not say who was first. */
    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void aSecondUpAtTheSameTimeSaysWhoIsAtWorkAndEndsWithTheSameStack() throws Exception {
        front.stacks().signalsByHand();
        Typed first = machine("one");
        Typed second = machine("two");
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<Integer> one = threads.submit(() -> first.run("up", spec, "--yes", "--progress", "plain"));
            until(() -> status().equals("CREATE_IN_PROGRESS"));
            Future<Integer> two = threads.submit(() -> second.run("up", spec, "--yes", "--progress", "plain"));
            until(() -> second.err().contains("was begun before"));
            assertThat(two.isDone()).as("it follows").isFalse();
            aws.text(
                    "cloudformation",
                    "signal-resource",
                    "--stack-name",
                    "muster-lite",
                    "--logical-resource-id",
                    "Slot1Group",
                    "--unique-id",
                    "i-0123456789abcdef0",
                    "--status",
                    "SUCCESS");
            assertThat(one.get()).as(first.err()).isZero();
            assertThat(two.get()).as(second.err()).isZero();
        }
        assertThat(second.err())
                .containsPattern("work on muster-lite was begun before \\(CREATE_IN_PROGRESS\\),"
                        + " since 20\\S+Z with muster up by arn:aws:\\S+; following it");
        assertThat(first.err()).doesNotContain("begun before");
        assertThat(front.calls("ExecuteChangeSet").stream()
                        .filter(call -> call.value("StackName").orElse("").equals("muster-lite")))
                .hasSize(1);
        assertThat(status()).isEqualTo("CREATE_COMPLETE");
    }

    /** Sabotage: --no-wait waits. */
    @Test
    @Timeout(value = 1, unit = TimeUnit.MINUTES)
    void whoDoesNotWaitIsToldHowToSeeWhatBecomesOfIt() throws Exception {
        front.stacks().signalsByHand();
        Typed typed = machine("one");
        assertThat(typed.run("up", spec, "--yes", "--no-wait", "--progress", "plain"))
                .as(typed.err())
                .isZero();
        assertThat(typed.out()).contains("lite is being put up");
        assertThat(typed.err()).contains("begun; \"muster status lite\" tells how it goes on");
        assertThat(status()).isEqualTo("CREATE_IN_PROGRESS");
        assertThat(typed.run("status", "lite")).as(typed.err()).isZero();
        assertThat(typed.out()).contains("lite");
    }

    private String status() throws Exception {
        return aws.text(
                "cloudformation", "describe-stacks", "--query", "Stacks[?StackName=='muster-lite'].StackStatus | [0]");
    }

    private interface Question {
        boolean holds() throws Exception;
    }

    private static void until(Question question) throws Exception {
        while (!question.holds()) {
            Thread.sleep(100);
        }
    }
}
