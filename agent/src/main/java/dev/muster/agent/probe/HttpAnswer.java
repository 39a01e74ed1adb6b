package dev.muster.agent.probe;

import java.util.Map;

/**
 * An answer.
 *
 * @param status HTTP status
 * @param headers names in lower case; of several with one name the last
 * @param text the body as UTF-8, whole, never more than the caller's limit
 */
public record HttpAnswer(int status, Map<String, String> headers, String text) {
    /** Whether it looks like a page for a browser. */
    boolean page() {
        return text.stripLeading().startsWith("<");
    }
}
