package dev.muster.aws.instance;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What goes to CloudWatch Logs in one call. Its bounds are those of PutLogEvents: "The maximum batch size is 1,048,576
 * bytes. This size is calculated as the sum of all event messages in UTF-8, plus 26 bytes for each log event"; none
 * "more than 2 hours in the future", none "older than 14 days"; "in chronological order"; "no larger than 1 MB"; "10,000"
 * events; "cannot exceed 24 hours"; a message has one character at least (service model logs/2014-03-28 of botocore
 * 1.43.11, 2026-11-23).
 *
 * @param lines the events, in order
 * @param taken how many of the lines it was made of are behind it: those that it holds and those that nobody takes
 */
record Batch(List<LogLine> lines, int taken) {
    static final int MOST_BYTES = 1_048_576;
    static final int EACH_BYTES = 26;
    static final int MOST_LINES = 10_000;
    /** An hour less than AWS has: the call takes its time. */
    static final Duration OLDEST = Duration.ofDays(14).minusHours(1);

    static final Duration SPAN = Duration.ofHours(24);
    /** A line that is longer is cut: a quarter of what a call takes, so that one line does not hold up the others. */
    static final int LONGEST = MOST_BYTES / 4 - EACH_BYTES;

    static final String CUT = " [cut by muster]";

    Batch {
        lines = List.copyOf(lines);
    }

    /** The first batch of lines. */
    static Batch first(List<LogLine> all, Instant now) {
        List<LogLine> lines = new ArrayList<>();
        int bytes = 0;
        int taken = 0;
        for (LogLine line : all) {
            Instant own = line.at().isAfter(now) ? now : line.at();
            if (!line.text().isBlank() && !own.isBefore(now.minus(OLDEST))) {
                Instant at = lines.isEmpty() ? own : later(lines.getLast().at(), own);
                String text = cut(line.text());
                int more = text.getBytes(StandardCharsets.UTF_8).length + EACH_BYTES;
                boolean full = lines.size() == MOST_LINES || bytes + more > MOST_BYTES;
                if (full
                        || (!lines.isEmpty() && at.isAfter(lines.getFirst().at().plus(SPAN)))) {
                    break;
                }
                lines.add(new LogLine(at, text));
                bytes += more;
            }
            taken++;
        }
        return new Batch(lines, taken);
    }

    /** Also of one whose writer had a clock that went back. */
    private static Instant later(Instant before, Instant at) {
        return at.isBefore(before) ? before : at;
    }

    /** Cut between two characters, never within one. */
    private static String cut(String text) {
        if (text.length() <= LONGEST / 3) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= LONGEST) {
            return text;
        }
        int end = LONGEST - CUT.length();
        while (end > 0 && (bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8) + CUT;
    }
}
