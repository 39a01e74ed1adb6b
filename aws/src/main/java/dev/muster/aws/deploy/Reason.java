package dev.muster.aws.deploy;

import dev.muster.core.problem.MusterException.Exit;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a resource failed, in plain words. What CloudFormation says is no code but a sentence of the service behind it;
 * each pattern names where the sentence was seen (stored copies, read 2026-11-22).
 *
 * @param kind one word, for scripts
 * @param what why
 * @param advice what to do; empty if nothing is known
 */
public record Reason(Kind kind, String what, String advice, Exit exit) {
    /** Kinds of reasons. */
    public enum Kind {
        QUOTA,
        CAPACITY,
        DENIED,
        NO_SIGNAL,
        NODE_FAILED,
        NAME_TAKEN,
        NOT_EMPTY,
        OTHER
    }

    private record Known(Pattern pattern, Kind kind, String what, String advice, Exit exit) {
        static Known of(String pattern, Kind kind, String what, String advice, Exit exit) {
            return new Known(Pattern.compile(pattern), kind, what, advice, exit);
        }
    }

    private static final List<Known> ALL = List.of(
            // github.com/kubernetes/kops/pull/15778
            Known.of(
                    "more vCPU capacity than your current vCPU limit of (\\d+)",
                    Kind.QUOTA,
                    "the account may run $1 vCPUs of this kind of instance in the region, and the node needs more",
                    "ask for more: \"aws service-quotas request-service-quota-increase --service-code ec2 --quota-code"
                            + " L-1216C47A --desired-value N\" (L-DB2E81BA for GPU instances), or choose a smaller type",
                    Exit.NEEDS),
            // github.com/widdix/aws-s3-virusscan/issues/55
            Known.of(
                    "more instances \\((\\d+)\\) than your current instance limit of (\\d+)",
                    Kind.QUOTA,
                    "the account may run $2 instances of this type in the region",
                    "ask for more under Service Quotas, EC2, or choose another type",
                    Exit.NEEDS),
            // github.com/runs-on/runs-on/issues/73, github.com/defenseunicorns/delivery-aws-iac/issues/334
            Known.of(
                    "do not have sufficient ([a-z0-9.-]+) capacity in the Availability Zone you requested"
                            + " \\(([a-z0-9-]+)\\)",
                    Kind.CAPACITY,
                    "AWS has no $1 left in $2 at present",
                    "try later, name another zone (aws: {network: {zones: [...]}}) or another instance type",
                    Exit.FAILED),
            // github.com/aws-quickstart/quickstart-microsoft-rdgateway/issues/7
            Known.of(
                    "Received \\d+ FAILURE signal",
                    Kind.NODE_FAILED,
                    "the node's agent gave up",
                    "what it said stands above; \"muster up\" tries again",
                    Exit.FAILED),
            Known.of(
                    "Failed to receive \\d+ resource signal|Received 0 SUCCESS signal",
                    Kind.NO_SIGNAL,
                    "the node did not say that it has started within the time it had",
                    "the instance may not reach AWS: see that its subnet has a way out and that its security group lets"
                            + " it out",
                    Exit.FAILED),
            // github.com/acantril/learn-cantrill-io-labs/issues/109, github.com/aws-samples/
            // unishop-monolith-to-microservices/issues/47
            Known.of(
                    "is not authorized to perform: ([a-z0-9-]+:[A-Za-z0-9]+)",
                    Kind.DENIED,
                    "the credentials may not do $1",
                    "ask whoever looks after the account to allow it",
                    Exit.FAILED),
            Known.of(
                    "API: ([a-z0-9-]+:[A-Za-z0-9]+) Access Denied",
                    Kind.DENIED,
                    "the credentials may not do $1",
                    "ask whoever looks after the account to allow it",
                    Exit.FAILED),
            Known.of(
                    "Access ?Denied",
                    Kind.DENIED,
                    "the credentials may not make it",
                    "ask whoever looks after the account to allow it",
                    Exit.FAILED),
            // github.com/awslabs/aws-api-gateway-developer-portal/issues/543
            Known.of(
                    "(\\S+) already exists",
                    Kind.NAME_TAKEN,
                    "there is a $1 already, which is not of this deployment",
                    "remove it if it is yours, or give the deployment another name",
                    Exit.FAILED),
            // moto 5.2.1, DeleteBucket: the sentence that goes with S3's code BucketNotEmpty
            Known.of(
                    "is not empty",
                    Kind.NOT_EMPTY,
                    "there is something in it still",
                    "empty it and try again",
                    Exit.FAILED));

    /** The reason in a sentence of CloudFormation's; one that is not known is passed on as it is. */
    public static Reason of(String sentence) {
        for (Known known : ALL) {
            Matcher found = known.pattern().matcher(sentence);
            if (found.find()) {
                return new Reason(known.kind(), filled(known.what(), found), known.advice(), known.exit());
            }
        }
        return new Reason(Kind.OTHER, sentence.isEmpty() ? "AWS gives no reason" : sentence, "", Exit.FAILED);
    }

    private static String filled(String text, Matcher found) {
        String filled = text;
        for (int group = 1; group <= found.groupCount(); group++) {
            filled = filled.replace("$" + group, String.valueOf(found.group(group)));
        }
        return filled;
    }
}
