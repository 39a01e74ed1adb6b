package dev.muster.core.spec;

import static dev.muster.core.shape.Field.may;
import static dev.muster.core.shape.Shape.BOOL;
import static dev.muster.core.shape.Shape.CIDR;
import static dev.muster.core.shape.Shape.INTEGER;
import static dev.muster.core.shape.Shape.REGION;
import static dev.muster.core.shape.Shape.SIZE;
import static dev.muster.core.shape.Shape.TEXT;
import static dev.muster.core.shape.Shape.block;
import static dev.muster.core.shape.Shape.choice;
import static dev.muster.core.shape.Shape.list;
import static dev.muster.core.shape.Shape.map;
import static dev.muster.core.shape.Shape.textMap;

import dev.muster.core.shape.Shape.Block;
import dev.muster.core.shape.Shape.Leaf;

/** The keys of the block {@code aws} of a spec. */
final class AwsShape {
    private static final Leaf ACCOUNT = pattern("an account id of 12 digits", "\\d{12}");
    private static final Leaf INSTANCE_TYPE =
            pattern("an instance type such as m7g.large", "[a-z][a-z0-9-]*\\.[a-z0-9-]+");

    private static final Block VOLUME = block(
            may("size", SIZE, "of a slot's data volume; the blueprint's for the network"),
            may("type", choice("gp3", "gp2", "io1", "io2"), "EBS volume type; gp3"),
            may("iops", INTEGER, "provisioned operations a second"),
            may("throughput", INTEGER, "provisioned MiB/s (gp3)"),
            may("key", pattern("a KMS key's ARN", "arn:aws[a-z-]*:kms:.+"), "KMS key; aws/ebs"),
            may("snapshot", pattern("a snapshot id", "snap-[0-9a-f]{8,17}"), "to start from"),
            may("mount", pattern("an absolute path", "/[A-Za-z0-9._/-]+"), "where it is mounted; /data"),
            may("initialization-rate", INTEGER, "MiB/s at which a snapshot's volume is read in, 100 to 300"));

    private static final Block NETWORK = block(
            may(
                    "vpc",
                    pattern("default, new or a VPC id", "default|new|vpc-[0-9a-f]{8,17}"),
                    "default for single, else new"),
            may("cidr", CIDR, "range of a new VPC; 10.1.0.0/16"),
            may("subnets", list(pattern("a subnet id", "subnet-[0-9a-f]{8,17}")), "existing subnets"),
            may(
                    "zones",
                    list(pattern("an availability zone such as us-east-1a", "[a-z]{2}(-[a-z]+)+-\\d[a-z]")),
                    "where slots go, in turn"),
            may("security-group", pattern("a security group id", "sg-[0-9a-f]{8,17}"), "an existing one"));

    private static final Block BALANCER = block(
            may("scheme", choice("internal", "internet-facing"), "internal"),
            may("from", list(CIDR), "who may reach it; the VPC"),
            may("certificate", TEXT, "ARN of a certificate, or self-signed; plain HTTP without it"),
            may("waf-rate", INTEGER, "requests from one address in the window; 2000 when internet-facing"),
            may("waf-window", choice("60", "120", "300", "600"), "seconds; 300"),
            may("endpoint", TEXT, "the blueprint's endpoint behind it; its first"));

    private static final Block USAGE = block(
            may("traffic", SIZE, "one node's traffic to the internet, a month"),
            may("logs", SIZE, "logs one node sends, a month"),
            may("requests", INTEGER, "requests to the load balancer, a month"),
            may("load-balancer-units", INTEGER, "LCUs of the load balancer, on average"));

    static final Block SHAPE = block(
            may("account", ACCOUNT, "guard: refuse any other account"),
            may("region", REGION, "where to run; a fleet there alone"),
            may("regions", list(REGION), "where a fleet runs; instead of region"),
            may("instance", INSTANCE_TYPE, "instance type; the blueprint's for the role"),
            may("architecture", choice("x86_64", "arm64"), "x86_64, unless the instance type says otherwise"),
            may("image", pattern("an AMI id", "ami-[0-9a-f]{8,17}"), "an own image"),
            may("volume", VOLUME, "the data volume of a slot"),
            may("root-volume", SIZE, "root disk; 16 GiB, with a GPU 30 GiB"),
            may("network", NETWORK, "VPC, subnets, zones"),
            may("expose", map(list(CIDR)), "who may reach which port, by the port's name"),
            may("load-balancer", BALANCER, "for topology ha"),
            may("address", BOOL, "an Elastic IP for each slot; false"),
            may("spot", BOOL, "buy instances on the spot market; false"),
            may(
                    "instance-role",
                    pattern("a role's name or ARN", "[^:\\s]+|arn:aws[a-z-]*:iam::\\d{12}:role/.+"),
                    "an existing role for the instances"),
            may(
                    "permissions-boundary",
                    pattern("a policy ARN", "arn:aws[a-z-]*:iam::[^:]+:policy/.+"),
                    "for the role that is made"),
            may("key-pair", TEXT, "an existing EC2 key pair"),
            may("ssh-from", list(CIDR), "who may reach port 22; nobody"),
            may("tags", textMap(TEXT), "for everything that is made"),
            may(
                    "alarms",
                    block(may("email", TEXT, "who is told"), may("topic", TEXT, "an existing SNS topic's ARN")),
                    "who is told of alarms"),
            may("dashboard", BOOL, "a CloudWatch dashboard; true"),
            may("log-retention", choice("1", "3", "5", "7", "14", "30", "60", "90", "180", "365"), "days; 30"),
            may("stop-grace", INTEGER, "minutes a clean stop may take; the blueprint's"),
            may("usage", USAGE, "what you expect a month to use, for plan's cost; unknown without it"));

    private AwsShape() {}

    private static Leaf pattern(String words, String regex) {
        return new Leaf(words, "string", "^(" + regex + ")$", text -> {
            if (!text.matches(regex)) {
                throw new IllegalArgumentException("\"" + text + "\" is not " + words);
            }
        });
    }
}
