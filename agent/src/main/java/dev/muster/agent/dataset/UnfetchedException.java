package dev.muster.agent.dataset;

import dev.muster.core.problem.MusterException;

/** Bytes that could not be had from the server, whatever was wrong there: what is unpacked is as right as before. */
final class UnfetchedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final MusterException why;

    UnfetchedException(MusterException why) {
        super(why.what(), why);
        this.why = why;
    }

    MusterException why() {
        return why;
    }
}
