package dev.muster.core.state;

import dev.muster.core.state.Round.Answered;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When a node last got on: by a block, by a lot of headers, by a piece of work. */
final class Progress {
    /** More blocks back than this are no reorganisation: the node began anew. */
    static final long ROLLBACK = 100;

    /** That many headers at once come from catching up, never from new blocks. */
    static final long HEADERS_AT_ONCE = 50;

    private static final Duration HEADERS_PHASE = Duration.ofSeconds(30);

    private long highest = -1;
    private @Nullable Instant at;
    private @Nullable Long headers;
    private @Nullable Instant headersAt;
    private @Nullable Long work;
    private @Nullable Instant workAt;

    void see(Instant now, Answered answer) {
        seeHeaders(now, answer.headers());
        if (answer.height() != null) {
            seeHeight(now, answer.height());
        }
        seeWork(now, answer.work());
    }

    private void seeHeight(Instant now, long height) {
        if (height > highest) {
            at = now;
            headersAt = null;
            highest = height;
        } else if (height < highest - ROLLBACK) {
            at = now;
            highest = height;
        }
    }

    private void seeHeaders(Instant now, @Nullable Long count) {
        if (count != null && headers != null && count - headers >= HEADERS_AT_ONCE) {
            headersAt = now;
            at = now;
        }
        headers = count;
    }

    private void seeWork(Instant now, @Nullable Long count) {
        if (count != null && work != null && count > work) {
            workAt = now;
        }
        work = count == null ? work : count;
    }

    /** A new start of the programs: the time to get on begins again. */
    void restarted(Instant now) {
        at = at == null ? null : now;
        headers = null;
        headersAt = null;
        work = null;
    }

    /** When it last got on; now if it never told a height. */
    Instant at(Instant now) {
        return at == null ? now : at;
    }

    /** When work was last seen to be done; null if never. */
    @Nullable Instant workAt() {
        return workAt;
    }

    /** Whether headers come and blocks do not yet. */
    boolean headersFirst(Instant now) {
        return headersAt != null && Times.age(headersAt, now).compareTo(HEADERS_PHASE) <= 0;
    }

    /** {@code headers} or {@code blocks}; null for software that does not tell the two apart. */
    @Nullable String phase(Instant now) {
        return headers == null ? null : headersFirst(now) ? "headers" : "blocks";
    }

    void resume(@Nullable Long height, @Nullable Instant observedAt, @Nullable Instant worked) {
        highest = height == null ? -1 : height;
        at = observedAt;
        workAt = worked;
    }

    /** After a clock that was set back: nothing happened later than now. */
    void clockSetBack(Instant now) {
        at = Times.notAfter(at, now);
        headersAt = Times.notAfter(headersAt, now);
        workAt = Times.notAfter(workAt, now);
    }
}
