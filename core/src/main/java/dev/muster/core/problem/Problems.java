package dev.muster.core.problem;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects all problems of a document so that the user mends them in one go. */
public final class Problems {
    private final List<Problem> found = new ArrayList<>();

    /** Notes one problem. */
    public void add(String rule, Place place, String message) {
        found.add(new Problem(rule, place, message));
    }

    /** Whether nothing was found so far. */
    public boolean none() {
        return found.isEmpty();
    }

    /** How many were found so far. */
    public int count() {
        return found.size();
    }

    /** All found, in the order of the file. */
    public List<Problem> list() {
        // Made here, not once for all: most documents have no problem, and every start would pay for it.
        Comparator<Problem> byPlace = Comparator.comparing(
                        (Problem p) -> p.place().file())
                .thenComparingInt(p -> p.place().line())
                .thenComparingInt(p -> p.place().column());
        return found.stream().sorted(byPlace).toList();
    }

    /** @throws InvalidFileException with everything found, if anything was */
    public void raise() {
        if (!none()) {
            throw new InvalidFileException(list());
        }
    }
}
