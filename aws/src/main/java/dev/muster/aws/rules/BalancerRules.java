package dev.muster.aws.rules;

import dev.muster.core.spec.AwsSpec.Balancer;
import dev.muster.core.value.Cidr;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** The load balancer of {@code ha}. */
final class BalancerRules {
    /** Least limit of a rate rule (WAFv2 API, RateLimit as shipped in botocore 1.43.11, 2026-11-22). */
    private static final int LEAST_RATE = 10;

    private static final int MOST_RATE = 2_000_000_000;

    private BalancerRules() {}

    private static List<Fault> when(
            Question q, Predicate<Balancer> wrong, String key, Function<Balancer, String> message) {
        return Fault.of(
                "aws.load-balancer" + key, q.aws().balancer().filter(wrong).map(message));
    }

    static List<Fault> topology(Question q) {
        return when(
                q,
                balancer -> !q.ha(),
                "",
                balancer -> "a load balancer stands before topology ha only; write topology: ha or leave it away");
    }

    static List<Fault> plainWorld(Question q) {
        return when(
                q,
                balancer -> balancer.certificate().isEmpty()
                        && balancer.from().stream().anyMatch(Cidr::wide),
                ".from",
                balancer -> "open to the world without TLS, everybody on the way reads and changes the requests; name"
                        + " a certificate (an ARN of ACM, or self-signed) or the addresses that may reach it");
    }

    static List<Fault> internalWorld(Question q) {
        return when(
                q,
                balancer -> !balancer.internetFacing() && balancer.from().contains(Cidr.WORLD),
                ".from",
                balancer -> "an internal load balancer has no public address; write scheme: internet-facing, or name"
                        + " the ranges that may reach it");
    }

    /** Without ranges only the VPC's own addresses are admitted, and nobody comes to a public address with those. */
    static List<Fault> worldForNobody(Question q) {
        return when(
                q,
                balancer -> balancer.internetFacing() && balancer.from().isEmpty(),
                ".scheme",
                balancer -> "an internet-facing load balancer admits nobody from outside until it is told whom; name"
                        + " the addresses under from ([0.0.0.0/0] for everybody), or leave scheme away");
    }

    static List<Fault> certificate(Question q) {
        return Fault.of(
                "aws.load-balancer.certificate",
                q.aws().balancer().flatMap(Balancer::certificate).flatMap(given -> wrong(q, given)));
    }

    private static Optional<String> wrong(Question q, String given) {
        if (given.equals("self-signed")) {
            return Optional.empty();
        }
        String region = q.aws().regions().isEmpty()
                ? "[a-z0-9-]+"
                : q.aws().regions().getFirst().code();
        return given.matches("arn:aws[a-z-]*:acm:" + region + ":\\d{12}:certificate/.+")
                ? Optional.empty()
                : Optional.of("\"" + given + "\" is not the ARN of a certificate in " + region + "; write arn:aws:acm:"
                        + region + ":ACCOUNT:certificate/ID, or self-signed");
    }

    static List<Fault> nothingToServe(Question q) {
        return Fault.when(
                q.ha() && q.picks().blueprint().endpoints().isEmpty(),
                "topology",
                "the blueprint has no endpoint that a load balancer could stand before; write topology: single");
    }

    static List<Fault> windowOfNothing(Question q) {
        return when(
                q,
                balancer -> balancer.wafWindow() != Balancer.WAF_WINDOW
                        && balancer.wafRate().isEmpty()
                        && !balancer.internetFacing(),
                ".waf-window",
                balancer ->
                        "an internal load balancer has no rate rule until it is told one; write waf-rate too, or leave"
                                + " waf-window away");
    }

    static List<Fault> rate(Question q) {
        return when(
                q,
                balancer -> balancer.wafRate()
                        .map(rate -> rate < LEAST_RATE || rate > MOST_RATE)
                        .orElse(false),
                ".waf-rate",
                balancer -> "a rate rule admits " + LEAST_RATE + " to " + MOST_RATE + " requests, not "
                        + balancer.wafRate().orElse(0));
    }
}
