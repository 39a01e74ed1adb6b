package dev.muster.agent.testing;

import java.util.Map;

/** How a server answers one request badly. */
public sealed interface Fault {
    /** Ends the connection after so many bytes of the body. */
    record Cut(long after) implements Fault {}

    /** Says nothing more after so many bytes of the body, and keeps the connection. */
    record Silent(long after) implements Fault {}

    /** Reads the request and says nothing at all. */
    record Mute() implements Fault {}

    /** Answers with a status and no body. */
    record Status(int code, Map<String, String> headers) implements Fault {}

    /** Answers a request for a part with this Content-Range, whatever was asked. */
    record Range(String header) implements Fault {}

    /** Answers as it should. */
    record None() implements Fault {}

    /** A status without further headers. */
    static Fault status(int code) {
        return new Status(code, Map.of());
    }
}
