package dev.muster.core.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table of faults, written by the test that made the fault.
 *
 * @param area what the fault is about; rows of one area stand together
 * @param how it was made
 * @param told state and words that Muster told of it
 * @param toldAfter seconds from the fault until it was told
 * @param toldWithin the most that this may be
 * @param data what was hashed; empty where the fault meets nothing but the agent's own judgement
 * @param before hash before the fault; null without data
 * @param after hash when all was well again
 * @param recovered seconds from the end of the fault, or from the fault if it mends itself, until all was well again
 * @param recoverWithin the most that this may be
 * @param test class and method
 * @param build which build ran it
 */
public record FaultRow(
        String area,
        String fault,
        String how,
        String told,
        double toldAfter,
        long toldWithin,
        String data,
        @Nullable String before,
        @Nullable String after,
        double recovered,
        long recoverWithin,
        String test,
        String build) {
    /** Of the end: block hashes begin with zeros. */
    private static final int SHOWN = 12;

    /** What is wrong with it; empty if Muster did as the page says. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (toldAfter > toldWithin) {
            problems.add(String.format(Locale.ROOT, "%s: told after %.1f s, bound %d s", fault, toldAfter, toldWithin));
        }
        if (recovered > recoverWithin) {
            problems.add(String.format(
                    Locale.ROOT, "%s: well again after %.1f s, bound %d s", fault, recovered, recoverWithin));
        }
        if (!data.isEmpty() && (before == null || !before.equals(after))) {
            problems.add(fault + ": " + data + " changed from " + before + " to " + after);
        }
        return problems;
    }

    /** As a line of a Markdown table. */
    String line() {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %.1f s (%d) | %s | %.1f s (%d) | `%s` |",
                fault,
                how,
                told,
                toldAfter,
                toldWithin,
                hashes(),
                recovered,
                recoverWithin,
                test);
    }

    private String hashes() {
        return data.isEmpty() ? "none concerned" : data + ": `" + cut(before) + "`, `" + cut(after) + "`";
    }

    private static String cut(@Nullable String hash) {
        return hash == null ? "" : hash.substring(Math.max(0, hash.length() - SHOWN));
    }
}
