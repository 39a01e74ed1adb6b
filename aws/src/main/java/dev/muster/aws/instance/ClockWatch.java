package dev.muster.aws.instance;

import dev.muster.core.value.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BiConsumer;

/**
 * Compares the machine's clock with the time on AWS's answers. "In most cases, a request must reach AWS within five
 * minutes of the time stamp in the request. Otherwise, AWS denies the request"
 * (docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-signing.html, as quoted by repost.aws/questions/QUdUp8J3LVS;
 * 2026-11-23): half of that is time to act.
 */
final class ClockWatch {
    static final Duration FAR = Duration.ofSeconds(150);
    static final Duration NEAR = Duration.ofSeconds(30);

    private final InstantSource clock;
    private final BiConsumer<String, String> events;
    private boolean off;

    /** @param events told of type and message */
    ClockWatch(InstantSource clock, BiConsumer<String, String> events) {
        this.clock = clock;
        this.events = events;
    }

    /** AWS's time now. */
    synchronized void seen(Instant there) {
        Duration ahead = Duration.between(there, clock.instant());
        if (!off && ahead.abs().compareTo(FAR) > 0) {
            off = true;
            events.accept(
                    "clock",
                    "the machine's clock is " + Span.text(ahead.abs()) + (ahead.isNegative() ? " behind" : " ahead of")
                            + " AWS's; AWS refuses calls from five minutes on, and peers may too: see to its time"
                            + " service, such as \"systemctl restart chronyd\"");
        } else if (off && ahead.abs().compareTo(NEAR) < 0) {
            off = false;
            events.accept("clock", "the machine's clock is right again");
        }
    }
}
