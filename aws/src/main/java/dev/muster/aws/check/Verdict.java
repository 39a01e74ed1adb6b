package dev.muster.aws.check;

import dev.muster.core.plan.Finding.Severity;

/** What a check found. */
record Verdict(Severity severity, String message, String advice) {
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
