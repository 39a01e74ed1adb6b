package dev.muster.aws.check;

import dev.muster.core.plan.Finding;
import java.util.Optional;
import java.util.function.Function;

/**
 * One thing that is looked at.
 *
 * @param id such as {@code security.open-ports}
 * @param row of the checklist; 0 for what experience adds
 * @param verdict empty where there is nothing to say
 */
record Check(String id, int row, Function<Subject, Optional<Verdict>> verdict) {
    /** A row of the checklist, which always has something to say. */
    static Check row(int row, String id, Function<Subject, Verdict> verdict) {
        return new Check(id, row, subject -> Optional.of(verdict.apply(subject)));
    }

    /** Something that is said only where it is so. */
    static Check extra(String id, Function<Subject, Optional<Verdict>> verdict) {
        return new Check(id, 0, verdict);
    }

    /** {@code security} of {@code security.open-ports}. */
    String pillar() {
        return id.substring(0, id.indexOf('.'));
    }

    Optional<Finding> find(Subject subject) {
        return verdict.apply(subject)
                .map(found -> new Finding(id, found.severity(), pillar(), found.message(), found.advice()));
    }
}
