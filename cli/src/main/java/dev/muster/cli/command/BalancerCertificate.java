package dev.muster.cli.command;

import dev.muster.aws.deploy.Certificate;
import dev.muster.aws.deploy.Certificates;
import dev.muster.aws.deploy.Pace;
import dev.muster.core.problem.MusterException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The self-signed certificate of a load balancer, by which a client knows it.
 *
 * @param pem as ACM has it
 */
record BalancerCertificate(Certificate certificate, String pem) {
    /** Empty where the load balancer has none, or one that its owner brought. */
    static Optional<BalancerCertificate> of(AwsSite site) {
        Optional<String> used = Optional.ofNullable(site.stack().parameters().get("Certificate"));
        Certificates certificates = new Certificates(site.cloud(), site.name(), Pace.USUAL);
        return used.flatMap(
                        arn -> certificates.find(used).filter(one -> one.arn().equals(arn)))
                .map(one -> new BalancerCertificate(one, certificates.text(one.arn())));
    }

    /** @param whole with what a program needs to trust it */
    Map<String, Object> words(boolean whole) {
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("sha256", sha256());
        words.put("until", certificate.until().toString());
        if (whole) {
            words.put("names", certificate.names());
            words.put("arn", certificate.arn());
            words.put("pem", pem);
        }
        return words;
    }

    /** Of the whole certificate, in pairs of digits with colons, as other tools show it. */
    private String sha256() {
        try {
            byte[] der = CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                    .getEncoded();
            return HexFormat.ofDelimiter(":")
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(der))
                    .toUpperCase(Locale.ROOT);
        } catch (GeneralSecurityException e) {
            throw MusterException.failed(
                    "the certificate " + certificate.arn() + " cannot be read", "\"muster up\" looks after it");
        }
    }
}
