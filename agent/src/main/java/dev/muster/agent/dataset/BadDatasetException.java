package dev.muster.agent.dataset;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What was unpacked is not what it should be, or could not be: nothing of it may stay. */
final class BadDatasetException extends IOException {
    private static final long serialVersionUID = 1;

    BadDatasetException(String why, @Nullable Throwable cause) {
        super(why, cause);
    }
}
