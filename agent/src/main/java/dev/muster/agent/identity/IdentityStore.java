package dev.muster.agent.identity;

import java.util.Optional;

/** Where the copy of a slot's identity lies, outside of the machine. What it is refused it throws. */
public interface IdentityStore {
    /** What it is called, for people. */
    String name();

    /** What lies there. */
    sealed interface Found {
        /** Nothing, and the place is free. */
        record None() implements Found {}

        /** The place, without a copy: who made it came no further. */
        record Empty() implements Found {}

        /**
         * A copy.
         *
         * @param version changes with the copy
         * @param archive of {@link IdentityArchive}
         */
        @SuppressWarnings("ArrayRecordComponent") // Never compared.
        record Kept(String version, byte[] archive) implements Found {}

        /** A copy that somebody has deleted and that could still be brought back; nothing can be put there meanwhile. */
        record Deleted() implements Found {}

        /**
         * It may not be asked, or is not there: AWS does not tell these apart.
         *
         * @param why for people
         */
        record Unknown(String why) implements Found {}
    }

    /** Looks. */
    Found look();

    /**
     * Makes the place with a copy in it, in one step.
     *
     * @param archive empty to make the place only
     * @return the copy's version; empty if the place is there already
     */
    Optional<String> create(Optional<byte[]> archive);

    /**
     * Puts a copy into the place, which is there. What was there stays an older version.
     *
     * @return the copy's version
     */
    String put(byte[] archive);
}
