package dev.muster.core.state;

import dev.muster.core.state.Observation.Others;
import dev.muster.core.state.Round.Answered;
import dev.muster.core.state.Round.TipSeen;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Shows a state machine one moment after the other, with a clock of its own. */
final class NodeFilm {
    static final Instant T0 = Instant.parse("2026-11-01T00:00:00Z");
    static final String PEERS = "peers' headers";

    private final StateMachine machine;
    Instant now = T0;
    Situation situation = new Situation.Running(T0);
    Others others = Others.NONE;

    NodeFilm(Criteria criteria) {
        machine = new StateMachine(criteria);
    }

    static Criteria dev(int peers) {
        return new Criteria(
                true,
                true,
                1,
                peers,
                Duration.ofHours(1),
                Duration.ofSeconds(30),
                Optional.empty(),
                Duration.ofSeconds(8));
    }

    static Criteria open() {
        return new Criteria(
                false,
                true,
                2,
                3,
                Duration.ofMinutes(30),
                Duration.ofMinutes(2),
                Optional.empty(),
                Duration.ofSeconds(8));
    }

    static Criteria worker(Duration idleAfter) {
        return new Criteria(
                false,
                false,
                0,
                0,
                Duration.ofHours(1),
                Duration.ofHours(1),
                Optional.ofNullable(idleAfter),
                Duration.ofSeconds(8));
    }

    NodeFilm after(double seconds) {
        now = now.plusNanos((long) (seconds * 1e9));
        return this;
    }

    NodeFilm restart() {
        situation = new Situation.Running(now);
        return this;
    }

    NodeFilm restartIfNeeded() {
        return situation.running() ? this : restart();
    }

    Verdict is(Situation next) {
        situation = next;
        return pending();
    }

    Verdict round(Round round) {
        return machine.next(new Observation(now, situation, round, others));
    }

    Verdict pending() {
        return round(new Round.Pending());
    }

    Verdict fails() {
        return round(new Round.Failed("connection refused at 127.0.0.1:1"));
    }

    Verdict has(long height, long tip, int peers) {
        return round(answer(height, tip, peers));
    }

    static Answered answer(long height, long tip, int peers) {
        return new Answered(height, null, List.of(new TipSeen(PEERS, tip, null)), peers, null, Optional.empty(), null);
    }

    static Answered headers(long height, long headers, long tip) {
        return new Answered(height, headers, List.of(new TipSeen(PEERS, tip, null)), 8, null, Optional.empty(), null);
    }

    static Answered aged(long height, long tip, Instant blockTime) {
        return new Answered(height, null, List.of(new TipSeen(PEERS, tip, null)), 8, blockTime, Optional.empty(), null);
    }

    static Answered work(Long count) {
        return new Answered(null, null, List.of(), null, null, Optional.empty(), count);
    }

    /** A public node that saw the tip move and is at it. */
    static NodeFilm inSync() {
        NodeFilm film = new NodeFilm(open());
        film.has(100, 100, 8);
        film.after(5).has(101, 101, 8);
        return film;
    }
}
