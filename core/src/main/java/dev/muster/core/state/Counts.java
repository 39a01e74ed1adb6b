package dev.muster.core.state;

import org.jspecify.annotations.Nullable;

/** Numbers for people. */
final class Counts {
    private Counts() {}

    /** {@code 1,500}; a question mark for what is unknown. */
    static String text(@Nullable Long count) {
        if (count == null) {
            return "?";
        }
        // By hand: an agent writes its reason each second, and a format costs as much as all the rest of that.
        StringBuilder text = new StringBuilder(Long.toString(count));
        for (int at = text.length() - 3; at > (count < 0 ? 1 : 0); at -= 3) {
            text.insert(at, ',');
        }
        return text.toString();
    }

    /** {@code 1 peer}, {@code 2 peers}. */
    static String of(long count, String thing) {
        return text(count) + " " + thing + (count == 1 ? "" : "s");
    }
}
