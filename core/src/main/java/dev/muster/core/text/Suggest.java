package dev.muster.core.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the word somebody may have meant. */
public final class Suggest {
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    /** Words by the alphabet, numbers by their size. */
    private static final Comparator<String> ORDER = Comparator.comparingInt(
                    (String word) -> NUMBER.matcher(word).matches() ? word.length() : 0)
            .thenComparing(word -> word);

    private Suggest() {}

    /** The known word nearest to {@code given}, if it is near enough to be a slip of the keyboard; a number is meant. */
    public static Optional<String> nearest(String given, Collection<String> known) {
        return known.stream()
                .filter(word -> !NUMBER.matcher(given).matches())
                .filter(word -> near(given, word) <= Math.max(1, Math.min(given.length(), word.length()) / 3))
                .min(Comparator.comparingInt((String word) -> near(given, word)).thenComparing(word -> word));
    }

    /** {@code ; did you mean "x"?} or, with nothing near, {@code ; known: a, b}. */
    public static String tail(String given, Collection<String> known) {
        return nearest(given, known)
                .map(word -> "; did you mean \"" + word + "\"?")
                .orElseGet(() -> known.isEmpty()
                        ? ""
                        : "; known: "
                                + String.join(", ", known.stream().sorted(ORDER).toList()));
    }

    private static int near(String given, String word) {
        return distance(given.toLowerCase(Locale.ROOT), word.toLowerCase(Locale.ROOT));
    }

    /** Edits (insert, delete, replace, swap of neighbours) from one word to the other. */
    static int distance(String from, String to) {
        int[][] edits = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : step(edits, from, to, i, j);
            }
        }
        return edits[from.length()][to.length()];
    }

    private static int step(int[][] edits, String from, String to, int i, int j) {
        int replace = edits[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replace, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
        boolean swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(best, edits[i - 2][j - 2] + 1) : best;
    }
}
