package dev.muster.agent.packing.zstd;

import java.io.Serial;

/** Packed bytes that are not as this package knows them. Whoever unpacks may still be able to. */
final class UnreadableException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    UnreadableException(String message) {
        super(message);
    }

    static void unless(boolean right, String wrong) throws UnreadableException {
        if (!right) {
            throw new UnreadableException(wrong);
        }
    }
}
