package dev.muster.core.state;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers for people. */
final class Counts {
    private Counts() {}

    /** {@code 1,500}; a question mark for what is unknown. */
    static String text(@Nullable Long count) {
        return count == null ? "?" : String.format(Locale.ROOT, "%,d", count);
    }

    /** {@code 1 peer}, {@code 2 peers}. */
    static String of(long count, String thing) {
        return text(count) + " " + thing + (count == 1 ? "" : "s");
    }
}
