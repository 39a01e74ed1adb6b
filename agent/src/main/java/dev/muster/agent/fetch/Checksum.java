package dev.muster.agent.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a file's bytes must add up to.
 *
 * @param algorithm how
 * @param hex lower case
 */
public record Checksum(Algorithm algorithm, String hex) {
    private static final Pattern FORM = Pattern.compile("(sha256|sha512):([0-9a-fA-F]+)");
    private static final int BUFFER = 1 << 16;

    /** A digest that is strong enough to tell files apart. */
    public enum Algorithm {
        /** 64 hex digits. */
        SHA256("SHA-256", 64),
        /** 128 hex digits. */
        SHA512("SHA-512", 128);

        private final String javaName;
        private final int digits;

        Algorithm(String javaName, int digits) {
            this.javaName = javaName;
            this.digits = digits;
        }

        /** A fresh digest: the system's, and where it has none, Java's. */
        public MessageDigest digest() {
            return OpenSslDigest.of(javaName).<MessageDigest>map(own -> own).orElseGet(this::javas);
        }

        /**
         * Goes on from a {@link #state}.
         *
         * @return empty where the system has no digest that can
         * @throws IllegalArgumentException if it is none of this algorithm
         */
        public Optional<MessageDigest> from(byte[] state) {
            return OpenSslDigest.of(javaName).map(own -> own.from(state));
        }

        /**
         * The checksum of a file.
         *
         * @throws IOException if it cannot be read
         */
        public Checksum of(Path file) throws IOException {
            MessageDigest digest = digest();
            byte[] buffer = new byte[BUFFER];
            try (InputStream in = Files.newInputStream(file)) {
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    digest.update(buffer, 0, count);
                }
            }
            return new Checksum(this, HexFormat.of().formatHex(digest.digest()));
        }

        /** Java's own. */
        MessageDigest javas() {
            try {
                return MessageDigest.getInstance(javaName);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has " + javaName, e);
            }
        }
    }

    /** What a digest has added up so far, for another one to go on; empty if it is one that keeps it to itself. */
    public static Optional<byte[]> state(MessageDigest digest) {
        return digest instanceof OpenSslDigest own ? Optional.of(own.state()) : Optional.empty();
    }

    /**
     * Reads {@code sha256:<64 hex digits>} or {@code sha512:<128 hex digits>}.
     *
     * @throws IllegalArgumentException if the text is of another form
     */
    public static Checksum parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (form.matches()) {
            Algorithm algorithm = Algorithm.valueOf(form.group(1).toUpperCase(Locale.ROOT));
            if (form.group(2).length() == algorithm.digits) {
                return new Checksum(algorithm, form.group(2).toLowerCase(Locale.ROOT));
            }
        }
        throw new IllegalArgumentException("\"" + text + "\" is not a checksum; write sha256: and 64 hex digits or"
                + " sha512: and 128 hex digits");
    }

    /** A checksum of bare hex digits, whose number tells the algorithm; empty for any other number. */
    public static Optional<Checksum> ofHex(String hex) {
        for (Algorithm algorithm : Algorithm.values()) {
            if (hex.length() == algorithm.digits) {
                return Optional.of(new Checksum(algorithm, hex.toLowerCase(Locale.ROOT)));
            }
        }
        return Optional.empty();
    }

    /**
     * The checksum that a file has, by the same algorithm.
     *
     * @throws IOException if it cannot be read
     */
    public Checksum of(Path file) throws IOException {
        return algorithm.of(file);
    }

    /** {@code sha256:...}. */
    @Override
    public String toString() {
        return algorithm.name().toLowerCase(Locale.ROOT) + ":" + hex;
    }
}
