package dev.muster.aws.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.cloud.JsonQuery;
import dev.muster.aws.cloud.QueryException;
import dev.muster.aws.cloud.Refusal;
import dev.muster.aws.synth.Names;
import dev.muster.aws.tls.SelfSigned;
import dev.muster.core.value.Name;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The self-signed certificate of a deployment's load balancer in a region, which CloudFormation cannot import: made
 * before the stack, removed after it, and known by its tag, so that another run or machine finds it. Its key exists
 * while it is made and then in ACM alone, which never gives the key of an imported certificate away.
 *
 * <p>Actions, fields and errors: the service model of ACM shipped with botocore 1.43.11 (2026-11-28).
 */
public final class Certificates {
    private static final Duration VALID = Duration.ofDays(365);
    /** ACM takes no certificate that is not valid yet, and clocks differ. */
    private static final Duration CLOCKS = Duration.ofDays(1);
    /** Looks until a certificate must be free once the load balancer is gone: ten minutes at the usual pace. */
    private static final int PATIENCE = 120;

    private final JsonQuery acm;
    private final Name deployment;
    private final Pace pace;

    public Certificates(Cloud cloud, Name deployment, Pace pace) {
        this.acm = cloud.jsonQuery("acm");
        this.deployment = deployment;
        this.pace = pace;
    }

    /**
     * The name by which it is found in the list, which shows no tags. Nobody resolves it unless a person gives it to
     * the load balancer: {@code .internal} is for private use ("Proposed Top-Level Domain String for Private Use",
     * icann.org, 2024-01-24, read 2026-11-28).
     */
    static String base(Name deployment) {
        return deployment + ".muster.internal";
    }

    /** All that carry the deployment's tag, in the order of their ARNs: one, unless two runs were at work at once. */
    public List<Certificate> all() {
        return Refusal.explained(this::found);
    }

    private List<Certificate> found() {
        List<Certificate> all = new ArrayList<>();
        String token = "";
        do {
            Map<String, Object> page = new TreeMap<>();
            if (!token.isEmpty()) {
                page.put("NextToken", token);
            }
            JsonNode answer = acm.call("ListCertificates", page);
            for (JsonNode one : answer.path("CertificateSummaryList")) {
                String arn = one.path("CertificateArn").asText();
                if (one.path("DomainName").asText().equals(base(deployment)) && ours(arn)) {
                    described(arn).ifPresent(all::add);
                }
            }
            token = answer.path("NextToken").asText("");
        } while (!token.isEmpty());
        all.sort(Comparator.comparing(Certificate::arn));
        return all;
    }

    private boolean ours(String arn) {
        return asked("ListTagsForCertificate", arn)
                .map(answer -> answer.path("Tags"))
                .map(tags -> {
                    boolean own = false;
                    for (JsonNode tag : tags) {
                        own |= tag.path("Key").asText().equals(Names.DEPLOYMENT_TAG)
                                && tag.path("Value").asText().equals(deployment.text());
                    }
                    return own;
                })
                .orElse(false);
    }

    private Optional<Certificate> described(String arn) {
        return asked("DescribeCertificate", arn)
                .map(answer -> answer.path("Certificate"))
                .map(one -> {
                    List<String> names = new ArrayList<>();
                    one.path("SubjectAlternativeNames").forEach(name -> names.add(name.asText()));
                    long until = (long) one.path("NotAfter").asDouble();
                    return new Certificate(arn, names, Instant.ofEpochSecond(until));
                });
    }

    /** Empty if it is gone. */
    private Optional<JsonNode> asked(String action, String arn) {
        try {
            return Optional.of(acm.call(action, Map.of("CertificateArn", arn)));
        } catch (QueryException e) {
            if (e.code().equals("ResourceNotFoundException")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The one that is used: that of the stack, else the first. */
    public Optional<Certificate> find(Optional<String> used) {
        return of(all(), used);
    }

    private static Optional<Certificate> of(List<Certificate> all, Optional<String> used) {
        return all.stream()
                .filter(one -> used.filter(one.arn()::equals).isPresent())
                .findFirst()
                .or(() -> all.stream().findFirst());
    }

    /** The certificate itself, PEM. */
    public String text(String arn) {
        return Refusal.explained(() -> acm.call("GetCertificate", Map.of("CertificateArn", arn)))
                .path("Certificate")
                .asText();
    }

    /**
     * Sees to it that there is one, that it lasts and names the load balancer. What is there and right stays; what ends
     * or lacks the name is replaced under its ARN, so that nothing else changes.
     *
     * @param used ARN in the stack
     * @param host of the load balancer, once it is known
     * @return its ARN
     */
    String provide(Optional<String> used, Optional<String> host, Instant now) {
        return provide(all(), used, host, now);
    }

    /** @param all as they were found just now */
    String provide(List<Certificate> all, Optional<String> used, Optional<String> host, Instant now) {
        Optional<Certificate> there = of(all, used);
        if (there.isPresent() && why(there.get(), host, now).isEmpty()) {
            return there.get().arn();
        }
        List<String> names = new ArrayList<>(List.of(base(deployment)));
        host.ifPresent(names::add);
        return bring(there.map(Certificate::arn), names, now);
    }

    /** Why one that is there is not right; empty if it is. */
    static Optional<String> why(Certificate there, Optional<String> host, Instant now) {
        if (there.ending(now)) {
            return Optional.of("valid for " + Math.max(0, there.daysLeft(now)) + " more days");
        }
        boolean named = host.isEmpty() || there.names().stream().anyMatch(name -> name.equalsIgnoreCase(host.get()));
        return named ? Optional.empty() : Optional.of("does not name the load balancer " + host.get());
    }

    /** A certificate that takes another's place gets no tags: it has them ("Reimporting a certificate", 2026-11-28). */
    private String bring(Optional<String> arn, List<String> names, Instant now) {
        Instant from = now.minus(CLOCKS).truncatedTo(ChronoUnit.SECONDS);
        SelfSigned made = SelfSigned.make(names, from, from.plus(CLOCKS).plus(VALID), new SecureRandom());
        Map<String, Object> input = new TreeMap<>();
        input.put("Certificate", made.certificate());
        input.put("PrivateKey", made.key());
        arn.ifPresentOrElse(
                there -> input.put("CertificateArn", there),
                () -> input.put("Tags", List.of(Map.of("Key", Names.DEPLOYMENT_TAG, "Value", deployment.text()))));
        return Refusal.explained(() -> {
            try {
                return acm.call("ImportCertificate", input, () -> arn.isPresent() ? Optional.empty() : already())
                        .path("CertificateArn")
                        .asText();
            } catch (QueryException e) {
                throw e.silent();
            }
        });
    }

    /** What an import brought of which nobody heard. */
    private Optional<JsonNode> already() {
        return found().stream()
                .findFirst()
                .map(one -> JsonNodeFactory.instance.objectNode().put("CertificateArn", one.arn()));
    }

    /**
     * Deletes them, and waits while the load balancer that uses one is still going.
     *
     * @return those that are still there when patience ends
     */
    List<Certificate> delete(Collection<Certificate> certificates) throws InterruptedException {
        List<Certificate> left = new ArrayList<>();
        for (Certificate one : certificates) {
            if (!deleted(one.arn())) {
                left.add(one);
            }
        }
        return left;
    }

    private boolean deleted(String arn) throws InterruptedException {
        Pace.Waiting waiting = pace.begin();
        for (int look = 0; look < PATIENCE; look++) {
            if (Refusal.explained(() -> gone(arn))) {
                return true;
            }
            waiting.pause();
        }
        return false;
    }

    /** "Deleting a certificate is eventually consistent": it is asked whether it is there until it says no. */
    private boolean gone(String arn) {
        try {
            acm.call("DeleteCertificate", Map.of("CertificateArn", arn));
        } catch (QueryException e) {
            if (e.code().equals("ResourceInUseException") || e.code().equals("ConflictException")) {
                return false;
            }
            if (!e.code().equals("ResourceNotFoundException")) {
                throw e;
            }
        }
        return asked("DescribeCertificate", arn).isEmpty();
    }

    /** The host of an address such as {@code https://HOST}, in small letters. */
    static Optional<String> host(Map<String, String> outputs) {
        return Optional.ofNullable(outputs.get("Endpoint"))
                .filter(address -> address.startsWith("https://"))
                .map(address -> address.substring("https://".length()).toLowerCase(Locale.ROOT));
    }
}
