package dev.muster.aws.instance;

import java.io.IOException;
import java.util.Optional;

/** What an instance can ask about itself. */
public interface Metadata {
    /**
     * A value.
     *
     * @param path below {@code meta-data/}, such as {@code instance-id}
     * @return empty if there is no such value, as of {@code spot/instance-action} while nothing is announced
     * @throws IOException if nobody answers, after a few tries
     */
    Optional<String> get(String path) throws IOException;
}
