package dev.muster.agent.fetch;

import java.util.OptionalLong;

/** Hears how far a transfer is. */
@FunctionalInterface
public interface FetchProgress {
    /**
     * @param done bytes on disk, of earlier runs too
     * @param total bytes there are; empty if the server does not say
     * @param note what a person should know, such as why it tries again; mostly empty
     */
    void at(long done, OptionalLong total, String note);

    /** Hears nothing. */
    static FetchProgress none() {
        return (done, total, note) -> {};
    }
}
