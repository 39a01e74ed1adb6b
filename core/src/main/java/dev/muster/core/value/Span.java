package dev.muster.core.value;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write and read them: {@code 500ms}, {@code 5s}, {@code 10m}, {@code 1h30m}, {@code 7d}. */
public final class Span {
    private static final Pattern FORM =
            Pattern.compile("(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m(?!s))?(?:(\\d+)s)?(?:(\\d+)ms)?");

    private Span() {}

    /** @throws InvalidValueException if the text is of another form */
    public static Duration parse(String text) {
        Matcher form = FORM.matcher(text.replace(" ", ""));
        if (text.isBlank() || !form.matches()) {
            throw new InvalidValueException(
                    "\"" + text + "\" is not a duration; write it as 500ms, 5s, 10m, 1h30m or 7d");
        }
        try {
            return Duration.ofDays(number(form.group(1)))
                    .plusHours(number(form.group(2)))
                    .plusMinutes(number(form.group(3)))
                    .plusSeconds(number(form.group(4)))
                    .plusMillis(number(form.group(5)));
        } catch (ArithmeticException | NumberFormatException e) {
            throw new InvalidValueException("\"" + text + "\" is longer than any node lives");
        }
    }

    private static long number(@org.jspecify.annotations.Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    /** The two largest units: {@code 2 d 3 h}, {@code 4 min 10 s}, {@code 0.3 s}. */
    public static String text(Duration span) {
        long seconds = span.toSeconds();
        if (seconds < 1) {
            return "%.1f s".formatted(span.toMillis() / 1000.0);
        }
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return two(seconds / 60, "min", seconds % 60, "s");
        }
        if (seconds < 86_400) {
            return two(seconds / 3600, "h", seconds % 3600 / 60, "min");
        }
        return two(seconds / 86_400, "d", seconds % 86_400 / 3600, "h");
    }

    private static String two(long large, String unit, long small, String smallUnit) {
        return small == 0 ? large + " " + unit : large + " " + unit + " " + small + " " + smallUnit;
    }
}
