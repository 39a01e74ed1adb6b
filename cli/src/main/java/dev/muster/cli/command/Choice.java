package dev.muster.cli.command;

import dev.muster.core.problem.MusterException;
import dev.muster.core.text.Suggest;
import java.util.Collection;

/** A word that must be one of some. */
final class Choice {
    private Choice() {}

    /** The word, if it is known; {@code what} names the kind of thing in the error. */
    static String of(String what, String word, Collection<String> known) {
        if (!known.contains(word)) {
            throw MusterException.invalid(
                    "there is no " + what + " \"" + word + "\""
                            + Suggest.nearest(word, known)
                                    .map(near -> "; did you mean \"" + near + "\"?")
                                    .orElse(""),
                    "known: " + String.join(", ", known));
        }
        return word;
    }
}
