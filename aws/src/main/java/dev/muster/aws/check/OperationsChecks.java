package dev.muster.aws.check;

import dev.muster.aws.facts.InstanceType;
import dev.muster.aws.facts.RegionFact;
import dev.muster.core.blueprint.InstallMethod;
import dev.muster.core.blueprint.Probes;
import dev.muster.core.blueprint.Version;
import dev.muster.core.value.Region;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Row 19 of the checklist, and what is found out too late otherwise. */
final class OperationsChecks {
    private static final int SOON_DAYS = 45;

    static final List<Check> ALL = List.of(
            Check.row(19, "operations.workload-health", OperationsChecks::health),
            Check.extra("operations.version-deadline", OperationsChecks::deadline),
            Check.extra("operations.newer-version", OperationsChecks::newer),
            Check.extra("operations.quota", OperationsChecks::quota),
            Check.extra("operations.build-folder", OperationsChecks::folder),
            Check.extra("operations.opt-in", OperationsChecks::optIn));

    private OperationsChecks() {}

    private static Verdict health(Subject s) {
        Probes probes = s.blueprint().probes();
        if (probes.work().isPresent()) {
            return Verdict.byTheAgent("the agent counts the node's work, for metrics and alarms when none is done");
        }
        return !probes.tips().isEmpty() || s.picks().network().dev()
                ? Verdict.byTheAgent("the agent compares the node with a reference, for balancer, metrics and alarms")
                : Verdict.warning(
                        "the blueprint names no reference tip: a node that stands still looks in sync",
                        "add tips to the blueprint's probes");
    }

    /** A version's deadline is the day by which nodes must run it or a later one: it is for those that run older ones. */
    private static Optional<Verdict> deadline(Subject s) {
        return s.version()
                .flatMap(chosen -> s.blueprint().versions().stream()
                        .takeWhile(newer -> !newer.number().equals(chosen.number()))
                        .filter(newer -> newer.deadline().isPresent())
                        .min(Comparator.comparing(newer -> newer.deadline().orElse("")))
                        .flatMap(newer -> late(s, chosen, newer)));
    }

    private static Optional<Verdict> late(Subject s, Version chosen, Version newer) {
        LocalDate day = LocalDate.parse(newer.deadline().orElseThrow());
        long left = ChronoUnit.DAYS.between(s.today(), day);
        String words = "version " + chosen.number() + " must give way to " + newer.number() + " by " + day;
        String advice = "write version: " + newer.number() + " and run \"muster up\" before";
        if (left < 0) {
            return Optional.of(Verdict.error(words + ", which is past", advice));
        }
        return left <= SOON_DAYS
                ? Optional.of(Verdict.warning(words + ", in " + left + " days", advice))
                : Optional.empty();
    }

    /** Blueprints list the newest version first. */
    private static Optional<Verdict> newer(Subject s) {
        return s.version()
                .flatMap(chosen -> s.blueprint().versions().stream()
                        .takeWhile(newer -> !newer.number().equals(chosen.number()))
                        .filter(newer -> newer.serves(s.picks().spec().network()))
                        .findFirst()
                        .map(newer -> Verdict.info(
                                "version " + chosen.number() + " is taken, and the blueprint knows " + newer.number(),
                                "write version: " + newer.number() + "; what is not the default is best tried on a"
                                        + " testnet first")));
    }

    /** Quotas are the account's: only live calls can say whether they are enough. */
    private static Optional<Verdict> quota(Subject s) {
        return s.type()
                .map(type -> Verdict.info(
                        "each region must admit " + String.join(", ", needs(s, type)),
                        "ask the account (Service Quotas) and raise them before, that can take days"));
    }

    private static List<String> needs(Subject s, InstanceType type) {
        int nodes = s.picks().spec().nodes();
        List<String> needs = new ArrayList<>();
        needs.add(nodes * type.vcpus() + " vCPUs (quota " + vcpus(s, type) + ")");
        if (s.aws().address()) {
            needs.add(nodes + (nodes == 1 ? " Elastic IP" : " Elastic IPs") + " (quota L-0263D0A3)");
        }
        if (s.picks().vpc().equals("new")) {
            needs.add("1 VPC (quota L-F678F1CE)");
        }
        if (s.ha()) {
            needs.add("1 load balancer (quota L-53DA6B97)");
        }
        return needs;
    }

    private static String vcpus(Subject s, InstanceType type) {
        boolean gpu = type.gpus() > 0;
        if (s.aws().spot()) {
            return gpu ? "L-3819A6DF" : "L-34B43A08";
        }
        return gpu ? "L-DB2E81BA" : "L-1216C47A";
    }

    /** Nothing carries a folder of this machine to an instance. */
    private static Optional<Verdict> folder(Subject s) {
        return s.installs().stream()
                .filter(install -> install.method() instanceof InstallMethod.Build)
                .findFirst()
                .map(install -> Verdict.warning(
                        "the node is built of " + install.text(((InstallMethod.Build) install.method()).folder())
                                + ", a folder that must lie on its instance, where nothing puts it",
                        "name a container image by its digest in its place, or an image of your own with the folder on it"
                                + " under aws.image"));
    }

    private static Optional<Verdict> optIn(Subject s) {
        List<String> regions = s.regions().stream()
                .map(Region::code)
                .filter(code -> Optional.ofNullable(s.facts().regions().get(code))
                        .map(RegionFact::optIn)
                        .orElse(false))
                .toList();
        return regions.isEmpty()
                ? Optional.empty()
                : Optional.of(Verdict.info(
                        "the account must have opted in to " + regions.stream().collect(Collectors.joining(", ")),
                        "enable it in the account's settings first"));
    }
}
