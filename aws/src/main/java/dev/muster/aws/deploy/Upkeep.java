package dev.muster.aws.deploy;

import dev.muster.aws.synth.Input;
import dev.muster.aws.synth.StackPlan;
import dev.muster.core.plan.Change;
import dev.muster.core.plan.Change.Action;
import dev.muster.core.progress.Progress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** What becomes of a deployment's self-signed certificate when its stack is looked at, made or changed. */
final class Upkeep {
    private static final String PARAMETER = "Certificate";

    private final Certificates certificates;
    private final InstantSource clock;

    Upkeep(Certificates certificates, InstantSource clock) {
        this.certificates = certificates;
        this.clock = clock;
    }

    private static boolean wanted(StackPlan plan) {
        return plan.parameters().get(PARAMETER) instanceof Input.SelfSigned;
    }

    private static Optional<String> used(Optional<StackView> there) {
        return there.map(StackView::parameters).map(values -> values.get(PARAMETER));
    }

    private static Optional<String> host(Optional<StackView> there) {
        return there.map(StackView::outputs).flatMap(Certificates::host);
    }

    /** The one there is; nobody is asked where none is wanted. */
    Optional<Certificate> find(StackPlan plan, Optional<StackView> there) {
        return wanted(plan) ? certificates.find(used(there)) : Optional.empty();
    }

    /** The ARN of one that is there from now on. */
    Optional<String> provide(Optional<StackView> there) {
        return Optional.of(certificates.provide(used(there), host(there), clock.instant()));
    }

    /** What up will do to it; one that is right is not mentioned. */
    List<Change> changes(StackPlan plan, Optional<Certificate> found, Optional<StackView> there) {
        if (!wanted(plan)) {
            return List.of();
        }
        Instant now = clock.instant();
        if (found.isEmpty()) {
            return List.of(change(Action.CREATE, plan, "self-signed; clients must be told to trust it"));
        }
        return Certificates.why(found.get(), host(there), now).stream()
                .map(why -> change(
                        Action.CHANGE, plan, why + ": another takes its place, and clients must be told to trust it"))
                .toList();
    }

    private static Change change(Action action, StackPlan plan, String why) {
        return new Change(action, Certificate.KIND, PARAMETER + " in " + plan.region(), why);
    }

    /**
     * The stack is as it should be: now the load balancer has a name, which the certificate must bear, and one
     * certificate is enough.
     *
     * @param before the stack before that
     */
    void settle(StackPlan plan, Optional<StackView> before, Optional<StackView> there, Progress progress)
            throws InterruptedException {
        if (wanted(plan)) {
            List<Certificate> all = certificates.all();
            String arn = certificates.provide(all, used(there), host(there), clock.instant());
            remove(all.stream().filter(one -> !one.arn().equals(arn)).toList(), progress);
        } else if (used(before).isPresent()) {
            remove(certificates.all(), progress);
        }
    }

    private void remove(List<Certificate> unused, Progress progress) throws InterruptedException {
        if (!unused.isEmpty()) {
            Progress part = progress.start("certificates", "remove certificates that nothing uses");
            List<Certificate> left = certificates.delete(unused);
            part.done(left.isEmpty() ? "removed" : left.size() + " are still in use; down removes them");
        }
    }
}
