package dev.muster.core.state;

import static dev.muster.core.state.Health.Vote.BAD;
import static dev.muster.core.state.Health.Vote.GONE;

import dev.muster.core.state.Situation.BackingOff;
import dev.muster.core.state.Situation.Failed;
import dev.muster.core.state.Situation.Restoring;
import dev.muster.core.state.Situation.Starting;
import dev.muster.core.state.Situation.Stopped;
import dev.muster.core.state.Situation.Stopping;
import java.util.List;
import java.util.Optional;

/** Rules for every node: whether its programs run, and whether they answer. */
final class LifeRules {
    /** Rounds in a row without an answer after which nothing is known. */
    static final int SILENT_ROUNDS = 2;

    static final List<Rule> ALL = List.of(
            new Rule(
                    "restoring",
                    NodeState.RESTORING,
                    GONE,
                    "the network's public data are being fetched or unpacked",
                    "at once",
                    facts ->
                            facts.situation() instanceof Restoring(String what) ? Optional.of(what) : Optional.empty()),
            new Rule(
                    "stopping",
                    NodeState.STOPPING,
                    GONE,
                    "its programs are being ended on purpose",
                    "at once",
                    facts -> Rule.when(facts.situation() instanceof Stopping, "its programs are being ended")),
            new Rule(
                    "stopped",
                    NodeState.STOPPED,
                    GONE,
                    "its programs were ended on purpose",
                    "at once",
                    facts -> facts.situation() instanceof Stopped(String why) ? Optional.of(why) : Optional.empty()),
            new Rule(
                    "failed",
                    NodeState.FAILED,
                    GONE,
                    "a program ended by itself and its restarts are used up, or it cannot be started; "
                            + "the reason has its last lines",
                    "at once",
                    facts -> facts.situation() instanceof Failed(String why) ? Optional.of(why) : Optional.empty()),
            new Rule(
                    "programs-starting",
                    NodeState.STARTING,
                    GONE,
                    "its programs are being started",
                    "at once",
                    facts -> facts.situation() instanceof Starting(String what) ? Optional.of(what) : Optional.empty()),
            new Rule(
                    "backing-off",
                    NodeState.STARTING,
                    GONE,
                    "a program ended by itself and is about to be started again",
                    "at once",
                    facts -> facts.situation() instanceof BackingOff(int count, String why)
                            ? Optional.of(why + "; it is started again (" + Counts.of(count, "restart") + " in a row)")
                            : Optional.empty()),
            new Rule(
                    "warming-up",
                    NodeState.STARTING,
                    GONE,
                    "the software answers that it is not ready",
                    "one probe",
                    facts -> Optional.ofNullable(facts.warmingUp())
                            .map(what -> "the software is getting ready: " + what)),
            new Rule(
                    "no-answer-yet",
                    NodeState.STARTING,
                    GONE,
                    "its programs run and have not answered since they were started",
                    "at once",
                    facts -> Rule.when(
                            !facts.answered(), "its programs run; waiting for a first answer: " + facts.failure())),
            new Rule(
                    "wrong-network",
                    NodeState.FAILED,
                    BAD,
                    "it answers for another network than the spec's; waiting does not mend that",
                    "one probe",
                    facts -> Optional.ofNullable(facts.answer()).flatMap(Round.Answered::wrongNetwork)),
            new Rule(
                    "silent",
                    NodeState.UNKNOWN,
                    BAD,
                    "its programs run and do not answer; the values shown are the last it told, with their age",
                    "2 failed probes in a row, or 8 s without an answer (or one probe's interval and timeout, if longer)",
                    LifeRules::silent));

    private LifeRules() {}

    private static Optional<String> silent(Facts facts) {
        boolean silent = facts.failures() >= SILENT_ROUNDS
                || facts.silence().compareTo(facts.criteria().silence()) >= 0;
        String why = facts.failures() == 0 ? "it was not asked in time" : facts.failure();
        return Rule.when(
                silent, "its programs run and give no usable answer: " + why + "; what is shown is what it last told");
    }
}
