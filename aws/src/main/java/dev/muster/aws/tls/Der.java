package dev.muster.aws.tls;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Writes the values of which a certificate consists: a tag, a length, the contents.
 *
 * <p>Types and their order: the ASN.1 of RFC 5280, section 4.1, as in crypto/asymmetric_keys/x509.asn1 of the Linux
 * kernel (2026-11-28). That others read them so is tested with the JDK and with openssl.
 */
final class Der {
    private static final DateTimeFormatter SHORT =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter LONG =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    /** The first year that two digits cannot tell: RFC 5280, section 4.1.2.5. */
    private static final int LONG_FROM = 2050;

    private Der() {}

    private static byte[] value(int tag, byte[] contents) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (contents.length < 0x80) {
            out.write(contents.length);
        } else {
            byte[] length = unsigned(contents.length);
            out.write(0x80 | length.length);
            out.writeBytes(length);
        }
        out.writeBytes(contents);
        return out.toByteArray();
    }

    private static byte[] unsigned(int number) {
        byte[] bytes = BigInteger.valueOf(number).toByteArray();
        return bytes[0] == 0 && bytes.length > 1 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static byte[] joined(Collection<byte[]> parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        parts.forEach(out::writeBytes);
        return out.toByteArray();
    }

    static byte[] sequence(byte[]... parts) {
        return sequence(List.of(parts));
    }

    static byte[] sequence(Collection<byte[]> parts) {
        return value(0x30, joined(parts));
    }

    static byte[] set(byte[]... parts) {
        return value(0x31, joined(List.of(parts)));
    }

    static byte[] integer(BigInteger number) {
        return value(0x02, number.toByteArray());
    }

    static byte[] yes() {
        return value(0x01, new byte[] {(byte) 0xff});
    }

    static byte[] nothing() {
        return value(0x05, new byte[0]);
    }

    static byte[] text(String text) {
        return value(0x0c, text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] octets(byte[] contents) {
        return value(0x04, contents);
    }

    /** @param unused bits at the end that do not count */
    static byte[] bits(byte[] contents, int unused) {
        return value(0x03, joined(List.of(new byte[] {(byte) unused}, contents)));
    }

    static byte[] time(Instant at) {
        boolean brief = at.atZone(ZoneOffset.UTC).getYear() < LONG_FROM;
        return value(brief ? 0x17 : 0x18, (brief ? SHORT : LONG).format(at).getBytes(StandardCharsets.US_ASCII));
    }

    /** @param number of the choice or optional part */
    static byte[] wrapped(int number, byte[] contents) {
        return value(0xa0 | number, contents);
    }

    /** A plain value in the place of a choice. */
    static byte[] chosen(int number, byte[] contents) {
        return value(0x80 | number, contents);
    }

    /** @param dotted such as {@code 2.5.4.3} */
    static byte[] name(String dotted) {
        List<Integer> arcs =
                List.of(dotted.split("\\.", -1)).stream().map(Integer::parseInt).toList();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(arcs.get(0) * 40 + arcs.get(1));
        arcs.subList(2, arcs.size()).forEach(arc -> {
            for (int shift = 28; shift > 0; shift -= 7) {
                if (arc >>> shift != 0) {
                    out.write(0x80 | ((arc >>> shift) & 0x7f));
                }
            }
            out.write(arc & 0x7f);
        });
        return value(0x06, out.toByteArray());
    }
}
