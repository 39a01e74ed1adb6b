package dev.muster.aws.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.aws.cloud.Access;
import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.deploy.Presence.Answer;
import dev.muster.aws.fixtures.Matrix;
import dev.muster.aws.front.Emulator;
import dev.muster.aws.front.Front;
import dev.muster.aws.template.Resource;
import dev.muster.core.value.Region;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Every kind of thing that any template holds, and the call by which down asks whether it is gone.
 *
 * <p>Sabotage: a kind taken out of the table; a call that asks with a parameter which the service does not know.
 */
class PresenceKindsTest {
    /** Kinds and calls; what belongs to a thing goes with it. */
    private static final Map<String, String> CALLS = Map.ofEntries(
            Map.entry("AWS::AutoScaling::AutoScalingGroup", "autoscaling:DescribeAutoScalingGroups"),
            Map.entry("AWS::CertificateManager::Certificate", "acm:DescribeCertificate"),
            Map.entry("AWS::CloudWatch::Alarm", "monitoring:DescribeAlarms"),
            Map.entry("AWS::CloudWatch::Dashboard", "monitoring:GetDashboard"),
            Map.entry("AWS::EC2::EIP", "ec2:DescribeAddresses"),
            Map.entry("AWS::EC2::FlowLog", "ec2:DescribeFlowLogs"),
            Map.entry("AWS::EC2::InternetGateway", "ec2:DescribeInternetGateways"),
            Map.entry("AWS::EC2::LaunchTemplate", "ec2:DescribeLaunchTemplates"),
            Map.entry("AWS::EC2::Route", "ec2:DescribeRouteTables"),
            Map.entry("AWS::EC2::RouteTable", "ec2:DescribeRouteTables"),
            Map.entry("AWS::EC2::SecurityGroup", "ec2:DescribeSecurityGroups"),
            Map.entry("AWS::EC2::Subnet", "ec2:DescribeSubnets"),
            Map.entry("AWS::EC2::SubnetRouteTableAssociation", "ec2:DescribeRouteTables"),
            Map.entry("AWS::EC2::VPC", "ec2:DescribeVpcs"),
            Map.entry("AWS::EC2::VPCGatewayAttachment", "ec2:DescribeInternetGateways"),
            Map.entry("AWS::EC2::Volume", "ec2:DescribeVolumes"),
            Map.entry("AWS::ElasticLoadBalancingV2::Listener", "elasticloadbalancing:DescribeLoadBalancers"),
            Map.entry("AWS::ElasticLoadBalancingV2::LoadBalancer", "elasticloadbalancing:DescribeLoadBalancers"),
            Map.entry("AWS::ElasticLoadBalancingV2::TargetGroup", "elasticloadbalancing:DescribeTargetGroups"),
            Map.entry("AWS::IAM::InstanceProfile", "iam:GetInstanceProfile"),
            Map.entry("AWS::IAM::Role", "iam:GetRole"),
            Map.entry("AWS::Logs::LogGroup", "logs:DescribeLogGroups"),
            Map.entry("AWS::S3::Bucket", "s3:HeadBucket"),
            Map.entry("AWS::S3::BucketPolicy", "s3:HeadBucket"),
            Map.entry("AWS::SNS::Topic", "sns:GetTopicAttributes"),
            Map.entry("AWS::SNS::TopicPolicy", "sns:GetTopicAttributes"),
            Map.entry("AWS::WAFv2::WebACL", "wafv2:GetWebACL"),
            Map.entry("AWS::WAFv2::WebACLAssociation", "wafv2:GetWebACL"));

    @Test
    void everyKindOfAnyTemplateIsAskedForByACall() {
        Set<String> kinds = new TreeSet<>(Set.of(Certificate.KIND));
        Matrix.specs()
                .values()
                .forEach(resolved -> Matrix.stacks(resolved)
                        .forEach(plan -> plan.template().resources().stream()
                                .map(Resource::type)
                                .forEach(kinds::add)));
        Map<String, String> calls = new TreeMap<>();
        kinds.forEach(kind -> calls.put(kind, Presence.call(kind).orElse("nothing")));
        assertThat(calls).isEqualTo(new TreeMap<>(CALLS));
    }

    /** Ids as the services make them, of things that were never there: each says so, and none fails to be asked. */
    @Test
    void eachServiceSaysOfAThingThatIsGoneThatItIs() throws Exception {
        Map<String, String> ids = new TreeMap<>();
        String elb = "arn:aws:elasticloadbalancing:us-east-1:123456789012:";
        CALLS.keySet().forEach(kind -> ids.put(kind, "none"));
        ids.put("AWS::EC2::EIP", "192.0.2.7");
        ids.put("AWS::EC2::FlowLog", "fl-0123456789abcdef0");
        ids.put("AWS::EC2::InternetGateway", "igw-0123456789abcdef0");
        ids.put("AWS::EC2::LaunchTemplate", "lt-0123456789abcdef0");
        ids.put("AWS::EC2::RouteTable", "rtb-0123456789abcdef0");
        ids.put("AWS::EC2::SecurityGroup", "sg-0123456789abcdef0");
        ids.put("AWS::EC2::Subnet", "subnet-0123456789abcdef0");
        ids.put("AWS::EC2::VPC", "vpc-0123456789abcdef0");
        ids.put("AWS::EC2::Volume", "vol-0123456789abcdef0");
        ids.put("AWS::ElasticLoadBalancingV2::LoadBalancer", elb + "loadbalancer/app/none/0123456789abcdef");
        ids.put("AWS::ElasticLoadBalancingV2::TargetGroup", elb + "targetgroup/none/0123456789abcdef");
        ids.put("AWS::SNS::Topic", "arn:aws:sns:us-east-1:123456789012:none");
        ids.put("AWS::WAFv2::WebACL", "none|00000000-0000-0000-0000-000000000000|REGIONAL");
        ids.put(
                Certificate.KIND,
                "arn:aws:acm:us-east-1:123456789012:certificate/00000000-0000-0000-0000-000000000000");
        try (Emulator emulator = Emulator.start();
                Front front = Front.before(emulator);
                Cloud cloud = cloud(front)) {
            Presence presence = new Presence(cloud);
            Map<String, Answer> answers = new TreeMap<>();
            ids.forEach((kind, id) -> answers.put(kind, presence.of(new Made("It", kind, id, ""))));
            answers.values().removeIf(answer -> answer == Answer.GONE || answer == Answer.PART);
            assertThat(answers).as("not said to be gone").isEmpty();
        }
    }

    private static Cloud cloud(Front front) {
        Map<String, String> environment = Map.of(
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test",
                "AWS_ENDPOINT_URL", front.uri().toString());
        return Cloud.of(new Access(Optional.empty(), Optional.empty(), environment), new Region("us-east-1"));
    }
}
