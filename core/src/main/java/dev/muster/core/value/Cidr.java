package dev.muster.core.value;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of IPv4 addresses.
 *
 * @param base the first address as an unsigned 32-bit number
 * @param prefix 0 to 32 leading bits that all addresses share
 */
public record Cidr(long base, int prefix) {
    /** Every address there is. */
    public static final Cidr WORLD = new Cidr(0, 0);

    private static final int WIDEST_PREFIX = 8;
    private static final Pattern FORM =
            Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})(?:/(\\d{1,2}))?");

    /** @throws InvalidValueException if the text is no IPv4 range, or its address is not the range's first */
    public static Cidr parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new InvalidValueException("\"" + text + "\" is not an IPv4 range; write it as 203.0.113.0/24");
        }
        int prefix = form.group(5) == null ? 32 : Integer.parseInt(form.group(5));
        long address = 0;
        for (int part = 1; part <= 4; part++) {
            int value = Integer.parseInt(form.group(part));
            if (value > 255 || prefix > 32) {
                throw new InvalidValueException("\"" + text + "\" is not an IPv4 range; write it as 203.0.113.0/24");
            }
            address = address << 8 | value;
        }
        long first = address & mask(prefix);
        if (first != address) {
            throw new InvalidValueException("\"" + text + "\" begins inside its range; you may mean "
                    + new Cidr(first, prefix) + " or " + new Cidr(address, 32));
        }
        return new Cidr(address, prefix);
    }

    private static long mask(int prefix) {
        return prefix == 0 ? 0 : 0xFFFF_FFFFL << (32 - prefix) & 0xFFFF_FFFFL;
    }

    /** Whether it has more than 2 to the power of 24 addresses: no organisation's, so strangers are among them. */
    public boolean wide() {
        return prefix < WIDEST_PREFIX;
    }

    /** Whether every address of the other range is in this one. */
    public boolean contains(Cidr other) {
        return other.prefix >= prefix && (other.base & mask(prefix)) == base;
    }

    @Override
    public String toString() {
        return (base >> 24 & 255) + "." + (base >> 16 & 255) + "." + (base >> 8 & 255) + "." + (base & 255) + "/"
                + prefix;
    }
}
