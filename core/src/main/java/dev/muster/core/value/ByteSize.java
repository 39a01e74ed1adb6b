package dev.muster.core.value;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of data.
 *
 * @param bytes bytes, never negative
 */
public record ByteSize(long bytes) implements Comparable<ByteSize> {
    private static final Pattern FORM = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(B|[KMGTP]i?B)");
    private static final long DECIMAL_GB = 1_000_000_000L;
    private static final Map<String, Long> UNITS = Map.ofEntries(
            Map.entry("B", 1L),
            Map.entry("KB", 1_000L),
            Map.entry("MB", 1_000_000L),
            Map.entry("GB", 1_000_000_000L),
            Map.entry("TB", 1_000_000_000_000L),
            Map.entry("PB", 1_000_000_000_000_000L),
            Map.entry("KiB", 1L << 10),
            Map.entry("MiB", 1L << 20),
            Map.entry("GiB", 1L << 30),
            Map.entry("TiB", 1L << 40),
            Map.entry("PiB", 1L << 50));

    public ByteSize {
        if (bytes < 0) {
            throw new InvalidValueException("a size cannot be negative");
        }
    }

    /**
     * Reads {@code 500 GB} (decimal) or {@code 500GiB} (binary).
     *
     * @throws InvalidValueException if the text is of another form or larger than a long holds
     */
    public static ByteSize parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new InvalidValueException("\"" + text + "\" is not a size; write a number and a unit, such as 500 GB"
                    + " (decimal) or 512 GiB (binary)");
        }
        try {
            return new ByteSize(new BigDecimal(form.group(1))
                    .multiply(BigDecimal.valueOf(UNITS.getOrDefault(form.group(2), 1L)))
                    .toBigInteger()
                    .longValueExact());
        } catch (ArithmeticException e) {
            throw new InvalidValueException("\"" + text + "\" is larger than any disk");
        }
    }

    /**
     * Whole binary gigabytes, rounded up: what EBS sells. AWS calls them GB, so a size in whole GB is as many of them:
     * {@code 256 GB} gives the volume of 256 GiB that AWS's own pages call 256 GB, never less than was asked for.
     */
    public long gibibytes() {
        return bytes % DECIMAL_GB == 0 ? bytes / DECIMAL_GB : Math.ceilDiv(bytes, 1L << 30);
    }

    /** Whole binary megabytes, rounded down: what Bitcoin's options count in. */
    public long mebibytes() {
        return bytes >> 20;
    }

    @Override
    public int compareTo(ByteSize other) {
        return Long.compare(bytes, other.bytes);
    }

    /** For people, in decimal units with at most one digit after the point: {@code 1.5 GB}. */
    @Override
    public String toString() {
        String[] units = {"B", "KB", "MB", "GB", "TB", "PB"};
        double left = bytes;
        int unit = 0;
        while (left >= 1000 && unit < units.length - 1) {
            left /= 1000;
            unit++;
        }
        String number = left == Math.rint(left) || left >= 100
                ? String.valueOf(Math.round(left))
                : String.format(Locale.ROOT, "%.1f", left);
        return number + " " + units[unit];
    }
}
