package dev.muster.testnodes;

/** The program will not start: its message, as the real one words it, and the exit code. */
public final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    private final int exitCode;

    public Refusal(String message) {
        this(message, 1);
    }

    public Refusal(String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }

    /** The message, never absent. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
