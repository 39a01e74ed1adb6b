package dev.muster.core.problem;

import org.jspecify.annotations.Nullable;

/** Something failed that the user can understand: what happened, why, what to do, and the exit code. */
public final class MusterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** How a command ends. */
    public enum Exit {
        /** Worked. */
        OK(0),
        /** Tried and failed. */
        FAILED(1),
        /** The input is wrong; nothing was tried. */
        INVALID(2),
        /** The user has to confirm first. */
        UNCONFIRMED(3),
        /** A fault of Muster's own. */
        INTERNAL(4),
        /** The user must provide something: root, a secret, a quota. */
        NEEDS(5),
        /** Ended by Ctrl-C: 128 and the number of SIGINT, as shells have it. */
        INTERRUPTED(130);

        private final int code;

        Exit(int code) {
            this.code = code;
        }

        /** The process exit code. */
        public int code() {
            return code;
        }
    }

    private final Exit exit;
    private final String advice;

    /**
     * @param what what happened and why, one sentence
     * @param advice what to do; empty if nothing can be done
     */
    public MusterException(Exit exit, String what, String advice) {
        this(exit, what, advice, null);
    }

    /** As the other, with the exception that led here, for {@code --verbose}. */
    public MusterException(Exit exit, String what, String advice, @Nullable Throwable cause) {
        super(what, cause);
        this.exit = exit;
        this.advice = advice;
    }

    /** Tried and failed. */
    public static MusterException failed(String what, String advice) {
        return new MusterException(Exit.FAILED, what, advice);
    }

    /** Wrong input. */
    public static MusterException invalid(String what, String advice) {
        return new MusterException(Exit.INVALID, what, advice);
    }

    /** The user must provide something. */
    public static MusterException needs(String what, String advice) {
        return new MusterException(Exit.NEEDS, what, advice);
    }

    /** How the command ends. */
    public Exit exit() {
        return exit;
    }

    /** What to do; empty if nothing can be done. */
    public String advice() {
        return advice;
    }

    /** What happened; never null. */
    public String what() {
        return String.valueOf(getMessage());
    }
}
