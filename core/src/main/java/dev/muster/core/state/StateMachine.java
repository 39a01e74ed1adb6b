package dev.muster.core.state;

import dev.muster.core.state.Health.Vote;
import dev.muster.core.state.Round.Answered;
import dev.muster.core.state.Round.TipSeen;
import dev.muster.core.state.Rule.Ruling;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns what is seen of a node into its state, by the rules of docs/status.md. Time comes in with each observation;
 * between rounds, hand in a tick each second, so that silence is noticed. Not safe for several threads.
 */
public final class StateMachine {
    private final Criteria criteria;
    private final Contact contact = new Contact();
    private final Progress progress = new Progress();
    private final Tips tips = new Tips();
    private final SyncRate rate = new SyncRate();
    private final Health health;
    private Known known = Known.NOTHING;
    private NodeState state = NodeState.STARTING;
    private int behindRounds;
    private @Nullable Instant since;
    private @Nullable Instant last;

    public StateMachine(Criteria criteria) {
        this.criteria = criteria;
        this.health = new Health(criteria.silence());
    }

    /**
     * Goes on where an earlier agent stopped, while the programs ran on. Not to be called if they were started anew.
     *
     * @param before its last verdict, or as much of it as was kept
     */
    public void resume(Verdict before) {
        Known told = before.known();
        state = before.state();
        since = before.since();
        known = told;
        health.resume(before.healthCode(), before.healthSince());
        progress.resume(told.height(), told.observedAt(), told.workAt());
        if (told.observedAt() != null) {
            contact.resume(told.observedAt());
        }
        if (told.tipSource() != null && told.tip() != null) {
            tips.resume(told.tipSource(), told.tip(), state == NodeState.IN_SYNC ? told.observedAt() : null);
        }
    }

    /** The state after one more observation. */
    public Verdict next(Observation seen) {
        Instant now = seen.at();
        watchClock(now);
        if (contact.see(seen)) {
            progress.restarted(now);
            rate.reset();
            behindRounds = 0;
        }
        if (seen.round() instanceof Answered answer) {
            take(now, answer);
        }
        Facts facts = facts(seen);
        Ruling ruling = Rules.decide(facts);
        health.see(now, vote(seen, facts, ruling.rule()), contact.silence(now));
        enter(ruling.rule().state(), now);
        return verdict(now, ruling, facts.phase());
    }

    private void watchClock(Instant now) {
        if (last != null && now.isBefore(last)) {
            contact.clockSetBack(now);
            progress.clockSetBack(now);
            tips.clockSetBack(now);
            health.clockSetBack(now);
            since = Times.notAfter(since, now);
        }
        last = now;
    }

    private void take(Instant now, Answered answer) {
        tips.see(now, answer.tips());
        progress.see(now, answer);
        known = known(now, answer);
        behindRounds = known.lag() != null && known.lag() > criteria.lag() ? behindRounds + 1 : 0;
        if (progress.headersFirst(now)) {
            rate.reset();
        } else if (known.height() != null) {
            rate.add(now, known.height(), known.tip());
        }
    }

    private Known known(Instant now, Answered answer) {
        Long height = answer.height();
        Optional<TipSeen> reference = tips.reference(now, criteria.tipMaxAge());
        Long tip = reference
                .map(seen -> height == null ? seen.height() : Math.max(height, seen.height()))
                .orElse(null);
        Long lag = tip == null || height == null ? null : tip - height;
        return new Known(
                now,
                height,
                tip,
                reference.map(TipSeen::label).orElse(null),
                lag,
                answer.peers(),
                answer.work(),
                progress.workAt());
    }

    private Facts facts(Observation seen) {
        Instant now = seen.at();
        Instant gotOn = progress.at(now);
        boolean othersMove = tips.movedSince(gotOn) || !seen.others().allStill();
        return new Facts(
                now,
                criteria,
                seen.situation(),
                state,
                contact.answered(),
                contact.answer(),
                contact.warmingUp(),
                contact.failures(),
                contact.failure(),
                contact.silence(now),
                known,
                tips.reference(now, criteria.tipMaxAge()),
                behindRounds,
                Times.age(gotOn, now),
                othersMove,
                progress.phase(now),
                seen.others());
    }

    private static Vote vote(Observation seen, Facts facts, Rule rule) {
        if (rule.vote() == Vote.GONE) {
            return Vote.GONE;
        }
        if (rule.vote() == Vote.KEEP && !facts.others().allStill()) {
            return seen.round() instanceof Round.Pending ? Vote.NONE : Vote.BAD;
        }
        return switch (seen.round()) {
            case Round.Pending() -> Vote.NONE;
            case Round.Failed failed -> Vote.BAD;
            case Round.WarmingUp warming -> Vote.GONE;
            case Answered answer -> rule.vote();
        };
    }

    private void enter(NodeState next, Instant now) {
        if (since == null || next != state) {
            since = now;
            state = next;
        }
    }

    private Verdict verdict(Instant now, Ruling ruling, @Nullable String phase) {
        boolean syncing = state == NodeState.SYNCING && known.lag() != null && known.lag() > criteria.lag();
        Optional<SyncRate.Estimate> estimate =
                syncing && !progress.headersFirst(now) ? rate.estimate() : Optional.empty();
        long remaining = syncing && known.lag() != null ? known.lag() - criteria.lag() : 0;
        return new Verdict(
                state,
                since == null ? now : since,
                ruling.reason(),
                ruling.rule().name(),
                syncing ? phase : null,
                known,
                estimate.map(SyncRate.Estimate::rate).orElse(null),
                estimate.flatMap(known -> rate.eta(remaining, known)),
                health.code(),
                health.since(now));
    }
}
