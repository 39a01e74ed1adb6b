package dev.muster.agent.install;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/** Passes bytes on a few times a second, and all that has something to say at once. */
final class Progress {
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final InstallContext context;
    private Instant last = Instant.MIN;

    Progress(InstallContext context) {
        this.context = context;
    }

    /** A change of phase. */
    void phase(String phase, String message) {
        context.tell(phase, message);
    }

    /** Bytes. */
    void bytes(String phase, String message, long done, OptionalLong total) {
        Instant now = context.machine().clock().instant();
        boolean end = total.isPresent() && done == total.getAsLong();
        if (end || last.equals(Instant.MIN) || !now.isBefore(last.plus(PAUSE))) {
            last = now;
            context.listener().at(new InstallStep(phase, message, done, total));
        }
    }
}
