package dev.muster.core.value;

import java.util.regex.Pattern;

/**
 * An AWS region by its code; whether it exists is known to the {@code aws} module's table.
 *
 * @param code such as {@code eu-central-1}
 */
public record Region(String code) implements Comparable<Region> {
    private static final Pattern FORM = Pattern.compile("[a-z]{2}(?:-[a-z]+)+-\\d");

    public Region {
        if (!FORM.matcher(code).matches()) {
            throw new InvalidValueException("\"" + code + "\" is not an AWS region; they look like eu-central-1");
        }
    }

    @Override
    public int compareTo(Region other) {
        return code.compareTo(other.code);
    }

    @Override
    public String toString() {
        return code;
    }
}
