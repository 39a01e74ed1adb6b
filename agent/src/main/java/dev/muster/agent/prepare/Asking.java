package dev.muster.agent.prepare;

import dev.muster.agent.fetch.Pause;
import dev.muster.core.problem.MusterException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks for what belongs to the slot. While nobody answers, what this machine knows from before is taken instead; where it
 * knows nothing, it asks again, ever later. When patience ends the process does, and its unit starts it anew: for ever,
 * but each time with its reason told.
 */
final class Asking {
    static final Duration FIRST = Duration.ofSeconds(1);
    static final Duration MOST = Duration.ofSeconds(10);

    /** A question to AWS. */
    @FunctionalInterface
    interface Question<T> {
        /** @throws AwayException if nobody answers */
        T ask() throws IOException, InterruptedException;
    }

    /** What is known without asking; empty if nothing is. */
    @FunctionalInterface
    interface Known<T> {
        Optional<T> find() throws IOException;
    }

    /** Hears what it waits for, each time that changes. */
    @FunctionalInterface
    interface Waits {
        void tell(String step, String why) throws IOException;
    }

    private final Pause pause;
    private final Duration patience;
    private final Steps steps;
    private final Waits waits;

    /** @param patience how long in all it pauses for one answer */
    Asking(Pause pause, Duration patience, Steps steps, Waits waits) {
        this.pause = pause;
        this.patience = patience;
        this.steps = steps;
        this.waits = waits;
    }

    /** The answer, or what is known. */
    <T> T of(String step, Question<T> question, Known<T> known) throws IOException, InterruptedException {
        String last = "";
        Duration next = FIRST;
        for (Duration spent = Duration.ZERO; ; spent = spent.plus(next)) {
            try {
                T answer = question.ask();
                if (!last.isEmpty()) {
                    steps.tell(step, "AWS answers again");
                }
                return answer;
            } catch (AwayException e) {
                Optional<T> kept = known.find();
                if (kept.isPresent()) {
                    steps.tell(step, e.why() + "; goes on with what is known from before");
                    return kept.get();
                }
                if (spent.compareTo(patience) >= 0) {
                    throw gaveUp(step, e);
                }
                if (!e.why().equals(last)) {
                    waits.tell(step, e.why());
                    steps.tell(step, "waiting: " + e.why());
                    last = e.why();
                }
            }
            next = min(spent.isZero() ? FIRST : next.multipliedBy(2));
            pause.rest(next);
        }
    }

    private MusterException gaveUp(String step, AwayException e) {
        return new MusterException(
                MusterException.Exit.FAILED,
                step + ": no answer for " + patience.toSeconds() + " s: " + e.why(),
                "it goes on by itself when AWS answers; what the instance can reach: its route, security group and endpoints",
                e);
    }

    private static Duration min(Duration wish) {
        return wish.compareTo(MOST) < 0 ? wish : MOST;
    }
}
