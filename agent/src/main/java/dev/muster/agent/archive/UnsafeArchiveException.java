package dev.muster.agent.archive;

import java.io.IOException;

/** An archive that wants to write where it must not, or more than it may. */
public final class UnsafeArchiveException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public UnsafeArchiveException(String why) {
        super(why);
    }
}
