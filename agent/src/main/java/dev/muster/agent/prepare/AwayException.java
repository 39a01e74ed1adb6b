package dev.muster.agent.prepare;

/** Nobody answers, neither yes nor no: what is known of the slot still holds, and later there may be an answer. */
public final class AwayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param why who does not answer, one sentence without a full stop */
    public AwayException(String why, Throwable cause) {
        super(why, cause);
    }

    /** Who does not answer. */
    public String why() {
        return String.valueOf(getMessage());
    }
}
