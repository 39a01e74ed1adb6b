package dev.muster.core.state;

import static dev.muster.core.state.Health.Vote.BAD;
import static dev.muster.core.state.Health.Vote.GOOD;
import static dev.muster.core.state.Health.Vote.KEEP;

import dev.muster.core.state.Round.TipSeen;
import dev.muster.core.value.Span;
import java.util.List;
import java.util.Optional;

/** Rules for nodes with a chain that answer. */
final class ChainRules {
    /** Answers in a row too far behind that end being in sync. */
    static final int BEHIND_ROUNDS = 2;

    static final List<Rule> ALL = List.of(
            new Rule(
                    "no-height",
                    NodeState.UNKNOWN,
                    BAD,
                    "it answers and does not tell its height",
                    "one probe",
                    facts -> Rule.when(facts.known().height() == null, "it answers and does not tell its height")),
            new Rule(
                    "stalled",
                    NodeState.STALLED,
                    BAD,
                    "it is behind and has not got on, while the tip, or another node, has",
                    "`stalled-after`; on a dev network 30 s at most",
                    ChainRules::stalled),
            new Rule(
                    "few-peers",
                    NodeState.SYNCING,
                    BAD,
                    "fewer peers than the blueprint's `min-peers`, at least 1 on a public network; on a dev network "
                            + "1 for a node that follows others, else 0",
                    "one probe",
                    ChainRules::fewPeers),
            new Rule(
                    "no-tip",
                    NodeState.SYNCING,
                    BAD,
                    "nobody has said what the network has; on a dev network only for a node that follows others",
                    "one probe",
                    ChainRules::noTip),
            new Rule(
                    "just-behind",
                    NodeState.IN_SYNC,
                    BAD,
                    "was in sync and is behind by more than `lag` for the first time; new blocks take a moment",
                    "one probe",
                    facts -> Rule.when(
                            facts.before() == NodeState.IN_SYNC
                                    && facts.behind()
                                    && facts.behindRounds() < BEHIND_ROUNDS,
                            "new blocks have just come: it has " + facts.ofBlocks())),
            new Rule(
                    "behind",
                    NodeState.SYNCING,
                    BAD,
                    "its height is more than `lag` below the tip",
                    "one probe; 2 in a row to leave `in-sync`",
                    ChainRules::behind),
            new Rule(
                    "in-sync-dev",
                    NodeState.IN_SYNC,
                    GOOD,
                    "dev network: it answers and no peer announces more",
                    "one probe",
                    ChainRules::inSyncDev),
            new Rule(
                    "tip-not-seen-moving",
                    NodeState.SYNCING,
                    KEEP,
                    "public network: its height is that of the tip, and whether that is still the network's tip "
                            + "is not known, because it was not seen to move and the time of its block is not told",
                    "one probe",
                    facts -> Rule.when(
                            facts.tipAge().isEmpty(),
                            "it has " + facts.ofBlocks() + "; the tip has not been seen to move yet")),
            new Rule(
                    "tip-stands-still",
                    NodeState.SYNCING,
                    KEEP,
                    "public network: its height is that of the tip, and the tip's last movement is older than "
                            + "`tip-max-age`; the node is not stalled, and keeps its traffic if all other slots see "
                            + "the same",
                    "`tip-max-age`",
                    ChainRules::tipStandsStill),
            new Rule(
                    "in-sync",
                    NodeState.IN_SYNC,
                    GOOD,
                    "public network: it answers, has peers, and is within `lag` of a tip that moved within `tip-max-age`",
                    "one probe",
                    facts -> Optional.of("it has " + facts.ofBlocks() + " and " + peers(facts))));

    private ChainRules() {}

    private static Optional<String> stalled(Facts facts) {
        boolean stalled =
                facts.behind() && facts.still().compareTo(facts.criteria().stalledAfter()) >= 0 && facts.othersMove();
        return Rule.when(
                stalled,
                "no new block for %s while the tip moves: %s, %s"
                        .formatted(Span.text(facts.still()), facts.ofBlocks(), peers(facts)));
    }

    private static Optional<String> fewPeers(Facts facts) {
        int wanted = facts.criteria().minPeers();
        Integer peers = facts.known().peers();
        String reason = peers == null
                ? "it does not tell how many peers it has, and " + wanted + " are needed"
                : "it has " + Counts.of(peers, "peer") + " of at least " + wanted + " that are needed";
        return Rule.when(wanted > 0 && (peers == null || peers < wanted), reason);
    }

    private static Optional<String> noTip(Facts facts) {
        boolean follows = !facts.criteria().dev() || facts.criteria().minPeers() > 0;
        return Rule.when(facts.reference().isEmpty() && follows, "nobody has said yet what the network has");
    }

    private static Optional<String> behind(Facts facts) {
        String still =
                facts.othersMove() || facts.still().compareTo(facts.criteria().stalledAfter()) < 0
                        ? ""
                        : "; no new block for " + Span.text(facts.still()) + ", and the tip stands still too";
        String what = "headers".equals(facts.phase()) ? "headers first: " : "";
        return Rule.when(facts.behind(), what + "it has " + facts.ofBlocks() + still);
    }

    private static Optional<String> inSyncDev(Facts facts) {
        String height = Counts.text(facts.known().height());
        String reason = facts.reference()
                .map(tip ->
                        "it answers and no peer announces more than its %s blocks (a dev network)".formatted(height))
                .orElse("it answers with %s blocks and has nobody to compare with (a dev network)".formatted(height));
        return Rule.when(facts.criteria().dev(), reason);
    }

    private static Optional<String> tipStandsStill(Facts facts) {
        return facts.tipAge()
                .filter(age -> age.compareTo(facts.criteria().tipMaxAge()) > 0)
                .map(age -> "the tip has stood still for %s (%s, bound %s)"
                        .formatted(
                                Span.text(age),
                                facts.reference().map(TipSeen::label).orElse("?"),
                                Span.text(facts.criteria().tipMaxAge())));
    }

    private static String peers(Facts facts) {
        Integer peers = facts.known().peers();
        return peers == null ? "its peers are not told" : Counts.of(peers, "peer");
    }
}
