package dev.muster.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.aws.front.Answer;
import dev.muster.aws.front.Call;
import dev.muster.aws.front.Emulator;
import dev.muster.aws.front.Engine.Recorded;
import dev.muster.aws.front.Faults;
import dev.muster.aws.front.Front;
import dev.muster.aws.front.Rule;
import dev.muster.aws.front.StrictAws;
import dev.muster.cli.Typed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Failures that were seen on AWS, as a person and a script see them. MUSTER_GOLDEN=write writes what is expected.
 *
 * <p>Sabotage: the last failure is told instead of the first; what an attempt left is not removed.
 */
class AwsFailuresTest {
    /** Each sentence is one that was seen; dev.muster.aws.deploy.Reason says where. */
    enum Case {
        QUOTA(
                5,
                "Slot1Group",
                "You have requested more vCPU capacity than your current vCPU limit of 1 allows for the"
                        + " instance bucket that the specified instance type belongs to. Please visit"
                        + " http://aws.amazon.com/contact-us/ec2-request to request an adjustment to this limit. Launching EC2"
                        + " instance failed."),
        CAPACITY(
                1,
                "Slot1Group",
                "We currently do not have sufficient m5.large capacity in the Availability Zone you"
                        + " requested (us-east-1a). Our system will be working on provisioning additional capacity. You can"
                        + " currently get m5.large capacity by not specifying an Availability Zone in your request or choosing"
                        + " us-east-1b, us-east-1c. Launching EC2 instance failed."),
        DENIED(
                1,
                "Slot1Role",
                "API: iam:CreateRole User: arn:aws:iam::123456789012:user/someone is not authorized to"
                        + " perform: iam:CreateRole on resource: arn:aws:iam::123456789012:role/muster-lite-Slot1Role"),
        AGENT(
                1,
                "Slot1Group",
                "Received 1 FAILURE signal(s) out of 1.  Unable to satisfy 100%"
                        + " MinSuccessfulInstancesPercent requirement"),
        NO_SIGNAL(
                1,
                "Slot1Group",
                "Received 0 SUCCESS signal(s) out of 1.  Unable to satisfy 100%"
                        + " MinSuccessfulInstancesPercent requirement"),
        NAME_TAKEN(1, "Logs", "/muster/lite already exists");

        final int exit;
        final String resource;
        final String reason;

        Case(int exit, String resource, String reason) {
            this.exit = exit;
            this.resource = resource;
            this.reason = reason;
        }
    }

    @RegisterExtension
    static final StrictAws AWS = StrictAws.emptyBeforeEach();

    @TempDir
    Path folder;

    private final Front front = AWS.front();
    private final Aws aws = Aws.of(AWS);

    private Typed typed() {
        return aws.typed(folder);
    }

    @ParameterizedTest
    @EnumSource
    void aFailureIsSaidInPlainWordsAndTheNextUpWorks(Case failure) throws Exception {
        String spec =
                Files.writeString(folder.resolve("lite.yaml"), AwsSpecs.SINGLE).toString();
        StringBuilder all = new StringBuilder();
        for (String form : List.of("live", "plain", "json")) {
            front.reset();
            front.stacks().pace(1000);
            front.stacks().fail(new Recorded("muster-lite", failure.resource, failure.reason));
            if (failure == Case.AGENT) {
                report();
            }
            Typed typed = typed();
            assertThat(typed.run("up", spec, "--yes", "--progress", form))
                    .as(typed.err())
                    .isEqualTo(failure.exit);
            assertThat(typed.err()).doesNotContain("Exception", "\tat ");
            all.append("== ").append(form).append('\n').append(masked(typed.err()));
        }
        Path golden = Path.of("src/test/resources/golden/aws-failures", failure + ".txt");
        if ("write".equals(System.getenv("MUSTER_GOLDEN"))) {
            Files.createDirectories(golden.getParent());
            Files.writeString(golden, all);
        }
        assertThat(all.toString()).isEqualTo(Files.readString(golden));
        Typed again = typed();
        assertThat(again.run("up", spec, "--yes", "--progress", "plain"))
                .as(again.err())
                .isZero();
        assertThat(again.err()).contains("what is left of an attempt that failed is removed first");
    }

    /** The agent's report lies in the bucket, which must be there already. */
    private void report() throws Exception {
        Path file = Files.writeString(
                folder.resolve("failed.json"),
                "{\"at\":\"" + Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.SECONDS)
                        + "\",\"instanceId\":\"i-0123456789abcdef0\",\"reason\":\"boot.sh ended with 7\"}");
        front.with(new Rule() {
            private boolean written;

            @Override
            public Optional<Answer> before(Call call, Emulator behind) {
                boolean uploading = call.is("s3")
                        && call.method().equals("PUT")
                        && call.target().contains("manifest");
                if (uploading && !written) {
                    written = true;
                    said(() -> aws.text(
                            "s3",
                            "cp",
                            file.toString(),
                            "s3://muster-123456789012-us-east-1/reports/lite/1/boot-failed.json"));
                }
                return Optional.empty();
            }
        });
    }

    private static void said(Callable<String> command) {
        try {
            command.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String masked(String text) {
        return text.replaceAll("(?m)^\\d\\d:\\d\\d:\\d\\d ", "HH:MM:SS ")
                .replaceAll("\"at\":\"[^\"]+\"", "\"at\":\"AT\"")
                .replace("\u001b", "ESC");
    }

    @Test
    void aCallThatIsDeniedNamesItAndLeavesNothing() throws Exception {
        String spec =
                Files.writeString(folder.resolve("lite.yaml"), AwsSpecs.SINGLE).toString();
        Rule deny = Faults.deny("cloudformation", "CreateChangeSet");
        front.with(deny);
        Typed typed = typed();
        assertThat(typed.run("up", spec, "--yes")).isEqualTo(1);
        assertThat(typed.err()).contains("the credentials may not do cloudformation:CreateChangeSet");
        front.without(deny);
        assertThat(front.calls("ExecuteChangeSet")).isEmpty();
    }

    @Test
    void withoutCredentialsItSaysWhatToDo() throws Exception {
        String spec =
                Files.writeString(folder.resolve("lite.yaml"), AwsSpecs.SINGLE).toString();
        Typed typed = Typed.below(folder);
        assertThat(typed.run("up", spec, "--yes")).isEqualTo(5);
        assertThat(typed.err()).contains("there are no AWS credentials", "aws configure");
        assertThat(typed.run("status")).isZero();
        assertThat(typed.run("plan", spec)).isZero();
    }
}
