package dev.muster.agent.fetch;

import java.io.IOException;

/** The file at the server is another one than when it was begun: what was fetched is of no use. */
public final class ChangedException extends IOException {
    private static final long serialVersionUID = 1L;

    ChangedException(String why) {
        super(why);
    }
}
