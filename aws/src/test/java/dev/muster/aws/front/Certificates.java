package dev.muster.aws.front;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * ACM as it is and the emulator is not: a key must be the certificate's, one that is imported again keeps its tags and
 * takes no new ones, one in use is not deleted, nor right after its load balancer went, and lists come in pages.
 *
 * <p>"Prerequisites for importing ACM certificates" and "Reimporting a certificate", docs.aws.amazon.com/acm
 * (2026-11-28). How long a certificate counts as used after its load balancer is not said anywhere.
 */
final class Certificates implements Rule {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LARGEST_KEY = 5120;

    /** Named by change sets: a load balancer used them, or will. */
    private final Set<String> named = new HashSet<>();

    private final Set<String> lingered = new HashSet<>();
    private final Map<Integer, JsonNode> tags = new HashMap<>();

    @Override
    public synchronized void reset() {
        named.clear();
        lingered.clear();
        tags.clear();
    }

    @Override
    public synchronized Optional<Answer> before(Call call, Emulator emulator) throws IOException {
        if (call.is("cloudformation", "CreateChangeSet")) {
            call.values().values().stream()
                    .filter(value -> value.contains(":certificate/"))
                    .forEach(named::add);
        }
        if (call.is("acm", "ImportCertificate")) {
            return imported(call, emulator);
        }
        return call.is("acm", "DeleteCertificate") ? deleted(call, emulator) : Optional.empty();
    }

    private Optional<Answer> imported(Call call, Emulator emulator) throws IOException {
        JsonNode input = JSON.readTree(call.body());
        byte[] key = Base64.getDecoder().decode(input.path("PrivateKey").asText());
        if (key.length > LARGEST_KEY || !fits(input.path("Certificate").asText(), key)) {
            return Optional.of(Answer.refusal(
                    call, 400, "ValidationException", "The private key does not match the certificate."));
        }
        if (input.has("CertificateArn")) {
            if (input.has("Tags")) {
                return Optional.of(Answer.refusal(
                        call, 400, "ValidationException", "Tags are not permitted when re-importing a certificate."));
            }
            JsonNode there = JSON.readTree(
                    ask(call, emulator, "ListTagsForCertificate", input).body());
            tags.put(call.number(), there.path("Tags"));
        }
        return Optional.empty();
    }

    private static boolean fits(String certificate, byte[] pem) {
        try {
            PublicKey open = CertificateFactory.getInstance("X.509")
                    .generateCertificate(
                            new ByteArrayInputStream(Base64.getDecoder().decode(certificate)))
                    .getPublicKey();
            String text = new String(pem, StandardCharsets.US_ASCII).replaceAll("-----[A-Z ]+-----", "");
            PrivateKey key = KeyFactory.getInstance(open.getAlgorithm())
                    .generatePrivate(
                            new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(text)));
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(pem);
            byte[] signed = signature.sign();
            signature.initVerify(open);
            signature.update(pem);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private Optional<Answer> deleted(Call call, Emulator emulator) throws IOException {
        String arn = JSON.readTree(call.body()).path("CertificateArn").asText();
        boolean used = inUse(call, emulator, arn);
        if (used || (named.contains(arn) && lingered.add(arn))) {
            return Optional.of(
                    Answer.refusal(call, 400, "ResourceInUseException", "Certificate " + arn + " is in use."));
        }
        return Optional.empty();
    }

    private static boolean inUse(Call call, Emulator emulator, String arn) throws IOException {
        Answer balancers = emulator.ask(
                call, "elasticloadbalancing", Map.of("Action", "DescribeLoadBalancers", "Version", "2015-12-01"));
        for (String balancer : Xml.all(balancers.text(), "LoadBalancerArn")) {
            Map<String, String> form =
                    Map.of("Action", "DescribeListeners", "Version", "2015-12-01", "LoadBalancerArn", balancer);
            if (emulator.ask(call, "elasticloadbalancing", form).text().contains(arn)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public synchronized Answer after(Call call, Answer answer, Emulator emulator) throws IOException {
        if (!call.is("acm") || answer.code() != 200) {
            return answer;
        }
        JsonNode kept = tags.remove(call.number());
        if (kept != null && !kept.isEmpty()) {
            ObjectNode form = JSON.createObjectNode();
            form.set("CertificateArn", JSON.readTree(call.body()).path("CertificateArn"));
            form.set("Tags", kept);
            ask(call, emulator, "AddTagsToCertificate", form);
        }
        return call.is("acm", "ListCertificates") ? page(call, answer) : answer;
    }

    /** One at a time, and of the names only what a summary has. */
    private static Answer page(Call call, Answer answer) throws IOException {
        JsonNode all = JSON.readTree(answer.body()).path("CertificateSummaryList");
        int at = JSON.readTree(call.body()).path("NextToken").asInt(0);
        ObjectNode page = JSON.createObjectNode();
        ArrayNode list = page.putArray("CertificateSummaryList");
        if (at < all.size()) {
            ObjectNode one = all.get(at).deepCopy();
            one.set("SubjectAlternativeNameSummaries", one.remove("SubjectAlternativeNames"));
            list.add(one);
        }
        if (at + 1 < all.size()) {
            page.put("NextToken", String.valueOf(at + 1));
        }
        return answer.with(page.toString());
    }

    private static Answer ask(Call like, Emulator emulator, String action, JsonNode input) throws IOException {
        Map<String, String> headers = new HashMap<>(like.headers());
        headers.put("x-amz-target", "CertificateManager." + action);
        ObjectNode form = JSON.createObjectNode();
        form.set("CertificateArn", input.path("CertificateArn"));
        if (input.has("Tags")) {
            form.set("Tags", input.path("Tags"));
        }
        byte[] body = form.toString().getBytes(StandardCharsets.UTF_8);
        return emulator.send(new Call(0, "acm", like.region(), action, Map.of(), "POST", "/", headers, body));
    }
}
