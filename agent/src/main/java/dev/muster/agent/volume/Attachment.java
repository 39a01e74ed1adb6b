package dev.muster.agent.volume;

/** Attaches volumes to the machine this runs on, and lets them go. On a machine of one's own there is nothing to do. */
public interface Attachment {
    /** What became of a wish. */
    sealed interface Answer {
        /** It is on its way; the disk appears a moment later. */
        record Attached() implements Answer {}

        /**
         * Somebody has it still, such as an instance that is going away: being attached is the lock, so wait, and never
         * take it by force.
         */
        record Held(String by) implements Answer {}

        /** It will not be better later. */
        record Refused(String why) implements Answer {}
    }

    /** Asks for the volume once. */
    Answer attach(VolumeId volume);

    /** Lets it go. */
    void detach(VolumeId volume);
}
