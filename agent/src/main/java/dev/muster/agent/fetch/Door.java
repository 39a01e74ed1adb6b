package dev.muster.agent.fetch;

import java.net.URI;
import java.util.Map;

/** How a file is asked for: an address of one's own making may lead to another, with headers that let one in. */
@FunctionalInterface
public interface Door {
    /** As the address stands. */
    Door PLAIN = from -> new Knock(from, Map.of());

    /** One request; made anew for each, since what lets one in may not last. */
    Knock at(URI from);

    /**
     * Where and how.
     *
     * @param headers beside those of the request itself
     */
    record Knock(URI address, Map<String, String> headers) {}
}
