package dev.muster.agent.fetch;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a server's answer means for a file of which the first bytes may be here. Pure. */
sealed interface Answer {
    /** {@code bytes 100-199/200}, or a star for an unknown total. */
    Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");

    /**
     * The body goes to this place of the file.
     *
     * @param at 0, or as many bytes as are here
     * @param total bytes of the whole file
     * @param validator what names this state of the file at the server; empty if it cannot be resumed safely
     */
    record Take(long at, OptionalLong total, String validator) implements Answer {}

    /** All of it is here already. */
    record Whole() implements Answer {}

    /** Try again later; what is here stays. */
    record Later(String why, Optional<Duration> asked) implements Answer {}

    /** What is here is of no use; try again without it. */
    record Afresh(String why) implements Answer {}

    /** It will not be better next time. */
    record Refused(String why) implements Answer {}

    /** Judges an answer to a request for the bytes from {@code have} on. */
    static Answer judge(long have, int status, HttpHeaders headers) {
        return switch (status) {
            case 200 -> new Take(0, headers.firstValueAsLong("Content-Length"), validator(headers));
            case 206 -> part(have, headers);
            case 416 -> beyond(have, headers);
            case 408, 425, 429, 500, 502, 503, 504 -> new Later("the server answered " + status, asked(headers));
            default -> new Refused("the server answered " + status);
        };
    }

    private static Answer part(long have, HttpHeaders headers) {
        Matcher range =
                CONTENT_RANGE.matcher(headers.firstValue("Content-Range").orElse(""));
        if (have == 0 || !range.matches() || Long.parseLong(range.group(1)) != have) {
            return new Afresh("the server sent another part than was asked for");
        }
        long end = Long.parseLong(range.group(2));
        if (range.group(3).equals("*")) {
            return new Take(have, OptionalLong.empty(), validator(headers));
        }
        long total = Long.parseLong(range.group(3));
        return end + 1 == total
                ? new Take(have, OptionalLong.of(total), validator(headers))
                : new Afresh("the server sent another part than was asked for");
    }

    private static Answer beyond(long have, HttpHeaders headers) {
        return headers.firstValue("Content-Range").orElse("").equals("bytes */" + have)
                ? new Whole()
                : new Afresh("the file at the server is shorter than what was fetched");
    }

    /** A strong entity tag, else the date: what If-Range may hold (RFC 9110, 13.1.5). */
    static String validator(HttpHeaders headers) {
        return headers.firstValue("ETag")
                .filter(tag -> tag.startsWith("\""))
                .or(() -> headers.firstValue("Last-Modified"))
                .orElse("");
    }

    private static Optional<Duration> asked(HttpHeaders headers) {
        return headers.firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)));
    }
}
