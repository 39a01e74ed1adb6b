package dev.muster.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.agent.files.Json;
import dev.muster.aws.front.Faults;
import dev.muster.aws.front.Front;
import dev.muster.aws.front.Rule;
import dev.muster.aws.front.StrictAws;
import dev.muster.cli.Typed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the doctor says of accounts, before the strict front.
 *
 * <p>Sabotage: a question that was refused counts as ok; what runs already does not count against a quota; a
 * region that is closed counts as open.
 */
class AwsDoctorTest {
    private static final String SPEC = """
            muster: 1
            name: lite
            blueprint: litecoin
            network: mainnet
            target: aws
            topology: ha
            nodes: 2
            aws: {region: us-east-1, instance: TYPE, volume: {size: 256 GiB}}
            """;

    @RegisterExtension
    static final StrictAws AWS = StrictAws.emptyBeforeEach();

    @TempDir
    Path folder;

    private final Front front = AWS.front();
    private final Aws aws = Aws.of(AWS);
    private Typed typed;

    @BeforeEach
    void empty() throws Exception {
        typed = aws.typed(folder);
    }

    private String spec(String type) throws Exception {
        return Files.writeString(folder.resolve("lite.yaml"), SPEC.replace("TYPE", type))
                .toString();
    }

    private Map<String, JsonNode> checks() throws Exception {
        Map<String, JsonNode> all = new TreeMap<>();
        Json.tree(typed.out())
                .path("checks")
                .forEach(check -> all.put(check.path("id").asText(), check));
        return all;
    }

    private void verdict(String id, String verdict, String message) throws Exception {
        assertThat(checks()).containsKey(id);
        assertThat(checks().get(id).path("verdict").asText()).as(id).isEqualTo(verdict);
        assertThat(checks().get(id).path("message").asText()).contains(message);
    }

    @Test
    void anAccountThatCanTakeTheDeploymentIsWell() throws Exception {
        assertThat(typed.run("doctor", "-f", spec("m5.large"), "--json"))
                .as(typed.err() + typed.out())
                .isZero();
        verdict("aws.account", "ok", "account 123456789012 as ");
        verdict("aws.region", "ok", "us-east-1 is open");
        verdict("aws.type", "ok", "m5.large is offered in us-east-1a");
        verdict("aws.image", "ok", "al2023-ami-kernel-default-x86_64");
        verdict("aws.quota.L-1216C47A", "ok", "0 in use, 4 wanted, 32 allowed");
        verdict("aws.quota.L-7A658B76", "unknown", "AWS does not tell the quota");
        assertThat(typed.run("doctor", "-f", spec("m7g.large"), "--json"))
                .as(typed.err() + typed.out())
                .isZero();
        verdict("aws.image", "ok", "al2023-ami-kernel-default-arm64");
        assertThat(typed.run("doctor", "--target", "aws")).as(typed.out()).isZero();
        assertThat(typed.out()).contains("ok          account 123456789012", "us-east-1 has a default VPC, vpc-");
    }

    /** The emulator's account has not opted in to what one must opt in to. */
    @Test
    void aRegionThatIsClosedToTheAccountComesWithTheCommandThatOpensIt() throws Exception {
        assertThat(typed.run("doctor", "--target", "aws", "--region", "me-central-1", "--json"))
                .as(typed.out())
                .isEqualTo(1);
        verdict("aws.region", "impossible", "the account has not opted in to me-central-1");
        assertThat(checks().get("aws.region").path("advice").asText())
                .isEqualTo("aws account enable-region --region-name me-central-1");
        assertThat(checks()).doesNotContainKey("aws.default-vpc");
    }

    @Test
    void aQuotaThatIsTooSmallComesWithTheRequestForMore() throws Exception {
        aws.text("ec2", "run-instances", "--image-id", "ami-12c6146b", "--count", "2", "--instance-type", "m5.4xlarge");
        assertThat(typed.run("doctor", "-f", spec("m5.large"), "--json")).isEqualTo(1);
        verdict("aws.quota.L-1216C47A", "impossible", "32 in use, 4 wanted, 32 allowed");
        assertThat(checks().get("aws.quota.L-1216C47A").path("advice").asText())
                .isEqualTo("aws service-quotas request-service-quota-increase --service-code ec2 --quota-code"
                        + " L-1216C47A --desired-value 36 --region us-east-1");
    }

    @Test
    void whatCannotBeAskedIsUnknownAndNeverOk() throws Exception {
        Rule regions = Faults.deny("ec2", "DescribeRegions");
        Rule quotas = Faults.deny("servicequotas", "GetServiceQuota");
        Rule types = Faults.deny("ec2", "DescribeInstanceTypeOfferings");
        front.with(regions).with(quotas).with(types);
        try {
            assertThat(typed.run("doctor", "-f", spec("m5.large"), "--json")).isZero();
            verdict("aws.region", "unknown", "could not be asked: the credentials may not do ec2:DescribeRegions");
            verdict("aws.quota.L-1216C47A", "unknown", "could not be asked");
            verdict("aws.type", "unknown", "could not be asked");
        } finally {
            front.without(regions);
            front.without(quotas);
            front.without(types);
        }
    }

    @Test
    void aTypeThatIsNotOfferedComesWithTheCommandThatSaysWhereItIs() throws Exception {
        front.with(Faults.lost("ec2", "DescribeInstanceTypeOfferings"));
        assertThat(typed.run("doctor", "-f", spec("m5.large"), "--json")).isEqualTo(1);
        verdict("aws.type", "impossible", "m5.large is not offered in us-east-1");
        assertThat(checks().get("aws.type").path("advice").asText()).contains("muster regions --type m5.large");
    }

    @Test
    void aMissingDefaultVpcIsMadeOnceAskedFor() throws Exception {
        String vpc = aws.text("ec2", "describe-vpcs", "--query", "Vpcs[0].VpcId");
        for (String subnet : aws.text("ec2", "describe-subnets", "--query", "Subnets[].SubnetId")
                .split("\\s+", -1)) {
            aws.text("ec2", "delete-subnet", "--subnet-id", subnet);
        }
        aws.text("ec2", "delete-vpc", "--vpc-id", vpc);
        assertThat(typed.run("doctor", "--target", "aws", "--json")).isEqualTo(1);
        verdict("aws.default-vpc", "impossible", "us-east-1 has no default VPC");
        assertThat(typed.run("doctor", "--target", "aws", "--fix")).isEqualTo(3);
        assertThat(front.calls("CreateDefaultVpc")).isEmpty();
        Typed person = aws.typedOnTerminal(folder, "y");
        assertThat(person.run("doctor", "--target", "aws", "--fix"))
                .as(person.out() + person.err())
                .isZero();
        assertThat(person.err()).contains("made the default VPC of us-east-1, vpc-");
        assertThat(aws.text("ec2", "describe-vpcs", "--query", "Vpcs[].IsDefault"))
                .isEqualTo("True");
    }

    @Test
    void withoutCredentialsTheDoctorSaysSoAndAsksNobody() throws Exception {
        Typed nobody = Typed.below(folder).with(Map.of("AWS_REGION", "us-east-1"));
        assertThat(nobody.run("doctor", "--target", "aws")).isEqualTo(1);
        assertThat(nobody.out()).contains("there are no AWS credentials", "aws configure");
        assertThat(typed.run("doctor", "--fix")).isEqualTo(2);
        assertThat(front.calls()).isEmpty();
    }

    @Test
    void regionsSayInWhichZonesATypeIsOffered() throws Exception {
        assertThat(typed.run("regions", "--type", "m5.large", "--json"))
                .as(typed.err())
                .isZero();
        Map<String, String> offered = new TreeMap<>();
        Json.tree(typed.out())
                .path("regions")
                .forEach(row -> offered.put(
                        row.path("code").asText(), row.path("offered").asText()));
        assertThat(offered.get("us-east-1")).contains("us-east-1a");
        Rule denied = Faults.deny("ec2", "DescribeInstanceTypeOfferings");
        front.with(denied);
        try {
            assertThat(typed.run("regions", "--type", "m5.large")).isZero();
            assertThat(typed.out()).contains("unknown: the credentials may not do ec2:DescribeInstanceTypeOfferings");
        } finally {
            front.without(denied);
        }
    }
}
