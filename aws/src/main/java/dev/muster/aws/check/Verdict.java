package dev.muster.aws.check;

import dev.muster.core.plan.Finding.Severity;

/** What a check found. */
record Verdict(Severity severity, String message, String advice) {
    /** What is said of that which templates cannot do alone. */
    static final String ON_THE_INSTANCE =
            "the agent on the instance does this; tried on instances in containers, never on AWS";

    /** Right if the program on the instance does it, which a look at a template cannot tell. */
    static Verdict byTheAgent(String message) {
        return info(message, ON_THE_INSTANCE);
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
