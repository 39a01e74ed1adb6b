package dev.muster.aws.deploy;

import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.synth.Names;
import dev.muster.core.problem.MusterException;
import dev.muster.core.problem.MusterException.Exit;
import dev.muster.core.progress.Progress;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks whoever breaks in while a stack is worked on, and takes back what was begun if that is wanted. */
final class BreakOff {
    private final Cloud cloud;
    private final Stacks stacks;
    private final Pace pace;
    private final Onlooker onlooker;

    BreakOff(Cloud cloud, Pace pace, Onlooker onlooker) {
        this.cloud = cloud;
        this.stacks = new Stacks(cloud);
        this.pace = pace;
        this.onlooker = onlooker;
    }

    Onlooker onlooker() {
        return onlooker;
    }

    /**
     * Asks, if somebody has broken in while nothing of a stack is under way.
     *
     * @param restore puts back what was replaced already
     * @throws MusterException if it shall be left or not be begun
     */
    void before(String stack, Runnable restore) throws InterruptedException {
        if (onlooker.brokenIn() && onlooker.cancels(Optional.of("begin nothing"))) {
            restore.run();
            stacks.find(stack)
                    .filter(there -> there.status().equals("REVIEW_IN_PROGRESS"))
                    .ifPresent(stacks::delete);
            throw cancelled("nothing of " + stack + " was begun");
        }
    }

    /**
     * Asks, if somebody has broken in while a stack is worked on.
     *
     * @param stack its ARN
     * @param restore puts back what an update replaced outside the stack
     * @throws MusterException if it shall be left, or was taken back
     */
    void during(String stack, Progress progress, Map<String, String> descriptions, Runnable restore)
            throws InterruptedException {
        if (!onlooker.brokenIn() || !onlooker.cancels(cancel(stacks.find(stack)))) {
            return;
        }
        // It went on while the question was open.
        Optional<StackView> now = stacks.find(stack);
        if (cancel(now).isEmpty()) {
            late(progress, now.map(StackView::status).orElse("DELETE_COMPLETE"));
        } else if (now.orElseThrow().name().equals(Names.BUCKET_STACK)) {
            throw cancelled("nothing of the deployment was begun; the region's bucket is made and stays,"
                    + " \"muster aws remove\" takes it away");
        } else if (now.orElseThrow().status().equals("CREATE_IN_PROGRESS")) {
            remove(now.orElseThrow(), progress, descriptions);
        } else {
            back(now.orElseThrow(), progress, descriptions, restore);
        }
    }

    /** What can be cancelled in which status: "Cancel a stack update", CloudFormation user guide (2026-11-28). */
    private static Optional<String> cancel(Optional<StackView> stack) {
        return switch (stack.map(StackView::status).orElse("")) {
            case "CREATE_IN_PROGRESS" ->
                Optional.of(
                        stack.orElseThrow().name().equals(Names.BUCKET_STACK)
                                ? "go no further; the region's bucket is made and stays"
                                : "delete the stack and all that it has made, new volumes too; older ones stay");
            case "UPDATE_IN_PROGRESS" -> Optional.of("go back to how it was before");
            default -> Optional.empty();
        };
    }

    private static void late(Progress progress, String status) {
        progress.note("it is too late to cancel: the stack is at " + status);
    }

    private static MusterException cancelled(String what) {
        return new MusterException(Exit.INTERRUPTED, "cancelled: " + what, "");
    }

    private void remove(StackView stack, Progress progress, Map<String, String> descriptions)
            throws InterruptedException {
        Optional<String> newest = stacks.newest(stack.id());
        Set<String> ids = new HashSet<>(volumes(stack));
        stacks.delete(stack);
        await(stack, newest, progress, descriptions, "DELETE_COMPLETE");
        // One may have been in the making; AWS tells of a stack's resources for 90 days after it is gone.
        ids.addAll(volumes(stack));
        List<Volume> made = new Volumes(cloud, pace)
                .of(stack.tags().getOrDefault(Names.DEPLOYMENT_TAG, "")).stream()
                        .filter(volume -> ids.contains(volume.id()))
                        .toList();
        new Volumes(cloud, pace).delete(made);
        throw cancelled("the stack " + stack.name() + " is gone with all it had made"
                + (made.isEmpty()
                        ? ""
                        : ", " + String.join(", ", made.stream().map(Volume::id).toList()) + " too")
                + "; the region's bucket and the secrets stay for the next try");
    }

    /**
     * Volumes of this stack alone. Its template keeps them ({@code RetainExceptOnCreate} is for a way back, and this is
     * a removal), and nothing is on them: no node of the stack has started. What an earlier deployment of the name has
     * left is not of this stack.
     */
    private List<String> volumes(StackView stack) {
        return stacks.resources(stack.id()).stream()
                .filter(one -> one.type().equals("AWS::EC2::Volume"))
                .map(Made::physicalId)
                .toList();
    }

    private void back(StackView stack, Progress progress, Map<String, String> descriptions, Runnable restore)
            throws InterruptedException {
        Optional<String> newest = stacks.newest(stack.id());
        if (!stacks.cancelUpdate(stack, newest)) {
            late(progress, stacks.find(stack.id()).map(StackView::status).orElse(""));
            return;
        }
        await(stack, newest, progress, descriptions, "UPDATE_ROLLBACK_COMPLETE");
        restore.run();
        throw cancelled("everything of " + stack.name() + " is as it was before");
    }

    private void await(
            StackView stack,
            Optional<String> newest,
            Progress progress,
            Map<String, String> descriptions,
            String wanted)
            throws InterruptedException {
        Ending ending = new Following(stacks, pace, progress, descriptions)
                .with(this, () -> {})
                .follow(stack.id(), newest);
        if (!ending.status().equals(wanted)) {
            throw MusterException.failed(
                    "what was begun could not be taken back: the stack is at " + ending.status()
                            + ending.cause()
                                    .map(cause -> ", " + cause.what() + ": "
                                            + Reason.of(cause.reason()).what())
                                    .orElse(""),
                    "\"muster down\" takes it away; \"muster events\" has the whole story");
        }
    }
}
