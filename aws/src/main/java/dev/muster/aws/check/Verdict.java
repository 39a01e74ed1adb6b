package dev.muster.aws.check;

import dev.muster.core.plan.Finding.Severity;

/** What a check found. */
record Verdict(Severity severity, String message, String advice) {
    /** What is said of that which templates cannot do alone. */
    static final String NOT_BUILT =
            "what does this on an instance is not built yet; nothing can be put up on AWS so far";

    /** Right once the program on the instance does it, which is no reason to call it right now. */
    static Verdict notYet(String message) {
        return info(message, NOT_BUILT);
    }

    /** Looked at and right. */
    static Verdict passed(String message) {
        return new Verdict(Severity.PASSED, message, "");
    }

    /** Worth knowing, or not to be computed. */
    static Verdict info(String message, String advice) {
        return new Verdict(Severity.INFO, message, advice);
    }

    /** Better otherwise. */
    static Verdict warning(String message, String advice) {
        return new Verdict(Severity.WARNING, message, advice);
    }

    /** Must be otherwise. */
    static Verdict error(String message, String advice) {
        return new Verdict(Severity.ERROR, message, advice);
    }
}
