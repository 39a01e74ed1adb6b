package dev.muster.agent.fetch;

/** The connection, not the disk, failed: another attempt may go better. */
final class CutException extends Exception {
    private static final long serialVersionUID = 1L;

    CutException(String why) {
        super(why);
    }
}
