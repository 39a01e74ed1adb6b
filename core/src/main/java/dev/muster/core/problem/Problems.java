package dev.muster.core.problem;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects all problems of a document so that the user mends them in one go. */
public final class Problems {
    private static final Comparator<Problem> BY_PLACE = Comparator.comparing(
                    (Problem p) -> p.place().file())
            .thenComparingInt(p -> p.place().line())
            .thenComparingInt(p -> p.place().column());

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
        return found.stream().sorted(BY_PLACE).toList();
    }

    /** @throws InvalidFileException with everything found, if anything was */
    public void raise() {
        if (!none()) {
            throw new InvalidFileException(list());
        }
    }
}
