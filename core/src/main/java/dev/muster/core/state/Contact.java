package dev.muster.core.state;

import dev.muster.core.state.Round.Answered;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When the node last answered, and since which start of its programs. */
final class Contact {
    private @Nullable Instant runningSince;
    private @Nullable Instant answeredAt;
    private @Nullable Answered answer;
    private @Nullable String warmingUp;
    private String failure = "it has not been asked yet";
    private int failures;
    private boolean answered;

    /** Goes on where an earlier agent stopped, over the same programs. */
    void resume(Instant lastAnswer) {
        answeredAt = lastAnswer;
        answered = true;
    }

    /** @return whether the programs are others than before */
    boolean see(Observation seen) {
        boolean restarted = restarted(seen.situation());
        if (restarted) {
            forget();
        }
        switch (seen.round()) {
            case Round.Pending() -> {}
            case Round.Failed(String why) -> failed(why);
            case Round.WarmingUp(String what) -> warming(what);
            case Answered told -> told(told, seen.at());
        }
        return restarted;
    }

    private boolean restarted(Situation situation) {
        Instant before = runningSince;
        runningSince = situation instanceof Situation.Running running ? running.since() : Instant.MIN;
        return before != null && !before.equals(runningSince);
    }

    private void forget() {
        failures = 0;
        failure = "it has not been asked yet";
        warmingUp = null;
        answer = null;
        answered = false;
    }

    private void failed(String why) {
        failures++;
        failure = why;
    }

    private void warming(String what) {
        forget();
        warmingUp = what;
    }

    private void told(Answered told, Instant at) {
        failures = 0;
        warmingUp = null;
        answered = true;
        answer = told;
        answeredAt = at;
    }

    /** Whether it answered since its programs were started. */
    boolean answered() {
        return answered;
    }

    /** The last answer since its programs were started. */
    @Nullable Answered answer() {
        return answer;
    }

    /** When it last answered, by whatever programs; null if never. */
    @Nullable Instant answeredAt() {
        return answeredAt;
    }

    /** What it is busy with before it can answer; null if that was not its last word. */
    @Nullable String warmingUp() {
        return warmingUp;
    }

    /** Rounds in a row without an answer. */
    int failures() {
        return failures;
    }

    /** Why the last failed round failed. */
    String failure() {
        return failure;
    }

    /** Time since the last answer; zero if there never was one. */
    Duration silence(Instant now) {
        return answeredAt == null ? Duration.ZERO : Times.age(answeredAt, now);
    }

    /** After a clock that was set back: nothing happened later than now. */
    void clockSetBack(Instant now) {
        answeredAt = Times.notAfter(answeredAt, now);
    }
}
