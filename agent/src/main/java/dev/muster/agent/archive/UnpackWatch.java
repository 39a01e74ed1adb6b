package dev.muster.agent.archive;

/** Hears how far unpacking is; called by the thread that unpacks. */
public interface UnpackWatch {
    /** So many bytes of files are written by now. */
    void written(long bytes);

    /** Whether it is time for a {@link #place}. */
    default boolean wantsPlace() {
        return false;
    }

    /** Another run could go on here, once what was written by now is on the disk. */
    default void place(Place place) {}
}
