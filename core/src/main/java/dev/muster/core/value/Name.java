package dev.muster.core.value;

import java.util.regex.Pattern;

/**
 * The name of a deployment, setting, role or the like.
 *
 * @param text 1 to 40 characters: lower-case letters, digits and inner dashes, a letter first; short enough to
 *     stand inside AWS names of 64 characters beside what Muster adds
 */
public record Name(String text) implements Comparable<Name> {
    private static final Pattern FORM = Pattern.compile("[a-z](?:[a-z0-9-]{0,38}[a-z0-9])?");

    public Name {
        if (!FORM.matcher(text).matches()) {
            throw new InvalidValueException("\"" + text + "\" is not a name; names have 1 to 40 lower-case letters,"
                    + " digits and dashes, begin with a letter and do not end with a dash");
        }
    }

    @Override
    public int compareTo(Name other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
