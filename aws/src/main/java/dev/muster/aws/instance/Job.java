package dev.muster.aws.instance;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** Something that is done again and again for as long as the agent lives. */
interface Job {
    /** For people: what fails when it fails. */
    String name();

    /**
     * Does it once.
     *
     * @return how long until it wants to be asked again
     * @throws IOException if the disk or the metadata service fails
     * @throws dev.muster.aws.cloud.QueryException if AWS refuses or does not answer
     */
    Duration run(Instant now) throws IOException;

    /** Before the end: what is left to tell. */
    default void last(Instant now) throws IOException {}
}
