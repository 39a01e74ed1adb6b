package dev.muster.agent.dataset;

import dev.muster.core.problem.MusterException;
import dev.muster.core.value.ByteSize;
import org.jspecify.annotations.Nullable;

/** Why a dataset is not there, in words. */
final class Refusals {
    private Refusals() {}

    static MusterException noRoom(Wish wish, long needed, long free, String done) {
        return MusterException.needs(
                "the dataset \"" + wish.name() + "\" needs " + new ByteSize(needed) + " at " + wish.to() + ", where "
                        + new ByteSize(Math.max(0, free)) + " are free; " + done,
                "give the node a larger volume");
    }

    static MusterException bad(Wish wish, String why, @Nullable Throwable cause) {
        return new MusterException(
                MusterException.Exit.FAILED,
                "the dataset \"" + wish.name() + "\" from " + wish.from() + " was not restored: " + why + "; "
                        + wish.to() + " is empty",
                "Try again. If it happens again, tell its publisher; \"dataset: none\" in the spec starts the node without it,"
                        + " and it syncs from its peers.",
                cause);
    }

    /** The rest of it could not be fetched. */
    static MusterException kept(Wish wish, long bytes, MusterException why) {
        return new MusterException(
                why.exit(),
                "the dataset \"" + wish.name() + "\" is not whole: " + why.what() + "; " + new ByteSize(bytes)
                        + " of files are kept beside " + wish.to(),
                "The next run goes on there. " + why.advice(),
                why);
    }
}
