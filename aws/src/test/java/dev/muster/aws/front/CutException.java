package dev.muster.aws.front;

import java.io.IOException;

/** The connection ends without an answer. */
public final class CutException extends IOException {
    private static final long serialVersionUID = 1L;
}
