package dev.muster.agent.fetch;

import java.net.URI;
import java.util.OptionalLong;

/**
 * A file at a server, as it was when it was looked at.
 *
 * @param total bytes; empty if the server does not say
 * @param validator what names this state of the file; empty if nothing does
 * @param ranges whether the server gives parts of it
 */
public record RemoteFile(URI from, OptionalLong total, String validator, boolean ranges) {
    /** Whether parts that are fetched at one time belong together for certain. */
    public boolean divisible() {
        return ranges && total.isPresent() && !validator.isEmpty();
    }
}
