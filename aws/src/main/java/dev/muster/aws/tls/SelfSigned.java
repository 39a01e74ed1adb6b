package dev.muster.aws.tls;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/**
 * A new key, and a certificate of it that nobody but the key itself has signed. The key is in this object and nowhere
 * else: whoever makes one hands it on and forgets it.
 *
 * <p>RSA of 2048 bits: ACM takes it, lists it without a filter, and every client knows it ("Prerequisites for importing
 * ACM certificates", docs.aws.amazon.com/acm, and the service model of ACM in botocore 1.43.11; 2026-11-28). Extensions
 * stay the same for ever, for a certificate that takes the place of another may not have fewer of them ("Reimporting a
 * certificate", same day).
 */
public final class SelfSigned {
    private static final int KEY_BITS = 2048;
    private static final int SERIAL_BITS = 127;
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

    // Names of algorithms, attributes and extensions: x509/oid of Python's cryptography 48.0.0 (2026-11-28).
    private static final String SHA256_WITH_RSA = "1.2.840.113549.1.1.11";
    private static final String COMMON_NAME = "2.5.4.3";
    private static final String KEY_USAGE = "2.5.29.15";
    private static final String OTHER_NAMES = "2.5.29.17";
    private static final String CONSTRAINTS = "2.5.29.19";
    private static final String EXTENDED_KEY_USAGE = "2.5.29.37";
    private static final String SERVER = "1.3.6.1.5.5.7.3.1";

    private final List<String> names;
    private final byte[] certificate;
    private final byte[] key;

    private SelfSigned(List<String> names, byte[] certificate, byte[] key) {
        this.names = names;
        this.certificate = certificate;
        this.key = key;
    }

    /**
     * Makes one.
     *
     * @param names of hosts that it is for, at least one; the first, of 64 characters at most, is its subject too
     * @param from since when it is valid
     * @param until how long; whole seconds of both
     */
    public static SelfSigned make(List<String> names, Instant from, Instant until, SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS, random);
            KeyPair pair = generator.generateKeyPair();
            byte[] unsigned =
                    unsigned(names, from, until, random, pair.getPublic().getEncoded());
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(pair.getPrivate(), random);
            signature.update(unsigned);
            byte[] whole = Der.sequence(unsigned, algorithm(), Der.bits(signature.sign(), 0));
            return new SelfSigned(
                    List.copyOf(names),
                    pem("CERTIFICATE", whole),
                    pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has RSA and SHA-256", e);
        }
    }

    /** The certificate as text, PEM. */
    public byte[] certificate() {
        return certificate.clone();
    }

    /** Its key as text, PEM of PKCS #8, not encrypted. */
    public byte[] key() {
        return key.clone();
    }

    private static byte[] unsigned(
            List<String> names, Instant from, Instant until, SecureRandom random, byte[] publicKey) {
        byte[] subject = Der.sequence(Der.set(Der.sequence(Der.name(COMMON_NAME), Der.text(names.getFirst()))));
        return Der.sequence(
                Der.wrapped(0, Der.integer(BigInteger.TWO)),
                Der.integer(new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS - 1)),
                algorithm(),
                subject,
                Der.sequence(Der.time(from), Der.time(until)),
                subject,
                publicKey,
                Der.wrapped(3, extensions(names)));
    }

    private static byte[] algorithm() {
        return Der.sequence(Der.name(SHA256_WITH_RSA), Der.nothing());
    }

    /** For a server of these names; it signs no other certificates. */
    private static byte[] extensions(List<String> names) {
        byte[] hosts = Der.sequence(names.stream()
                .map(name -> Der.chosen(2, name.getBytes(StandardCharsets.US_ASCII)))
                .toList());
        // Bits 0 and 2 of the first byte: signatures and encryption of keys.
        byte[] use = Der.bits(new byte[] {(byte) 0b1010_0000}, 5);
        return Der.sequence(
                extension(OTHER_NAMES, false, hosts),
                extension(CONSTRAINTS, true, Der.sequence()),
                extension(KEY_USAGE, true, use),
                extension(EXTENDED_KEY_USAGE, false, Der.sequence(Der.name(SERVER))));
    }

    private static byte[] extension(String name, boolean critical, byte[] contents) {
        return critical
                ? Der.sequence(Der.name(name), Der.yes(), Der.octets(contents))
                : Der.sequence(Der.name(name), Der.octets(contents));
    }

    private static byte[] pem(String what, byte[] contents) {
        return ("-----BEGIN " + what + "-----\n" + LINES.encodeToString(contents) + "\n-----END " + what + "-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "self-signed certificate for " + String.join(", ", names);
    }
}
