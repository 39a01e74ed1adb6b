package dev.muster.agent.dataset;

/** What came of a wish. */
public sealed interface Restored {
    /**
     * The data is there, made durable.
     *
     * @param bytes of the archive
     * @param checksum that it has
     * @param checked whether that was compared with a published one
     */
    record Fresh(long bytes, String checksum, boolean checked) implements Restored {}

    /** It was restored earlier. */
    record Already() implements Restored {}

    /** The folder has data of another origin, which stays as it is. */
    record Kept(String first) implements Restored {}
}
