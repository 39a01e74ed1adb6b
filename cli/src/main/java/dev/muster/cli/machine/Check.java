package dev.muster.cli.machine;

/**
 * One thing that was looked at.
 *
 * @param id what, such as {@code disk.state}
 * @param advice what to do; empty if all is well
 */
public record Check(String id, Verdict verdict, String message, String advice) {
    /** How it stands. */
    public enum Verdict {
        /** Well. */
        OK("ok"),
        /** Something will not work, or not well. */
        WARNING("warning"),
        /** It could not be found out. */
        UNKNOWN("unknown"),
        /** Nothing can be put up here. */
        IMPOSSIBLE("impossible");

        private final String text;

        Verdict(String text) {
            this.text = text;
        }

        /** The word for it. */
        public String text() {
            return text;
        }
    }

    static Check ok(String id, String message) {
        return new Check(id, Verdict.OK, message, "");
    }

    static Check warning(String id, String message, String advice) {
        return new Check(id, Verdict.WARNING, message, advice);
    }

    static Check unknown(String id, String message, String advice) {
        return new Check(id, Verdict.UNKNOWN, message, advice);
    }

    static Check impossible(String id, String message, String advice) {
        return new Check(id, Verdict.IMPOSSIBLE, message, advice);
    }
}
