package dev.muster.aws.deploy;

import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.synth.Names;
import dev.muster.core.problem.MusterException;
import dev.muster.core.progress.Progress;
import dev.muster.core.value.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Takes a deployment away from one region, and looks that it is gone. */
public final class AwsDown {
    private final Cloud cloud;
    private final Pace pace;
    private final Stacks stacks;

    public AwsDown(Cloud cloud, Pace pace) {
        this.cloud = cloud;
        this.pace = pace;
        this.stacks = new Stacks(cloud);
    }

    /** Data volumes there are of a deployment, in its stack or left of one. */
    public List<Volume> volumes(Name name) {
        return new Volumes(cloud, pace).of(name.text());
    }

    /** Self-signed certificates of a deployment, used by its stack or left of one. */
    public List<Certificate> certificates(Name name) {
        return new Certificates(cloud, name, pace).all();
    }

    /** Whether there is a stack of the deployment. */
    public Optional<StackView> stack(Name name) {
        return stacks.find(Names.stack(name))
                .filter(stack ->
                        stack.standing() != Standing.ABSENT || stack.status().equals("REVIEW_IN_PROGRESS"))
                .filter(stack -> name.text().equals(stack.tags().get(Names.DEPLOYMENT_TAG)));
    }

    /** Whether the deployment is of a dev network, whose data go with it; one without a stack is taken for dear. */
    public boolean dev(Name name) {
        return stack(name)
                .map(stack -> stack.outputs().get(Names.NETWORK_OUTPUT))
                .filter("dev"::equals)
                .isPresent();
    }

    /** @param deleteData whether the volumes go too */
    public Removal down(Name name, boolean deleteData, Progress progress) throws InterruptedException {
        List<Made> before = new ArrayList<>();
        boolean disposable = dev(name);
        Optional<StackView> stack = stack(name);
        if (stack.isPresent()) {
            before.addAll(stacks.resources(stack.get().id()));
            remove(stack.get(), progress);
        }
        before.addAll(certificates(name, progress));
        List<Volume> volumes = volumes(name);
        if (deleteData) {
            volumes(volumes, progress);
            secrets(name, disposable, progress);
        }
        Optional<StackView> bucket = stacks.find(Names.BUCKET_STACK);
        bucket.ifPresent(found -> objects(found, name, deleteData, progress));
        return look(before, deleteData ? List.of() : volumes, bucket, progress);
    }

    private void remove(StackView stack, Progress progress) throws InterruptedException {
        Progress part = progress.start(cloud.region() + "/" + stack.name(), "remove what runs");
        Map<String, String> descriptions = stack.status().equals("REVIEW_IN_PROGRESS")
                ? Map.of()
                : LiveStacks.descriptions(stacks.template(stack.id()));
        if (stack.standing() == Standing.BUSY && !stack.status().equals("DELETE_IN_PROGRESS")) {
            part.note("work on the stack was begun before (" + stack.status() + "); waiting for its end");
            new Following(stacks, pace, part, descriptions).follow(stack.id(), Optional.empty());
        }
        Optional<String> newest = stacks.newest(stack.id());
        boolean begun = stack.status().equals("DELETE_IN_PROGRESS");
        if (!begun) {
            stacks.delete(stacks.find(stack.id()).orElse(stack));
        }
        Ending ending =
                new Following(stacks, pace, part, descriptions).follow(stack.id(), begun ? Optional.empty() : newest);
        if (!ending.well()) {
            part.fail("could not be removed");
            String why = ending.cause()
                    .map(cause ->
                            cause.what() + ": " + Reason.of(cause.reason()).what())
                    .orElse("AWS gives no reason");
            throw MusterException.failed(
                    "not everything could be removed: " + why, "mend that and run \"muster down\" again");
        }
        part.done("what ran is removed");
    }

    /** Deletes the certificates that the load balancer used; says which there were. */
    private List<Made> certificates(Name name, Progress progress) throws InterruptedException {
        List<Certificate> there = certificates(name);
        if (!there.isEmpty()) {
            Progress part = progress.start("certificate", "delete the load balancer's self-signed certificate");
            List<Certificate> left = new Certificates(cloud, name, pace).delete(there);
            part.done(left.isEmpty() ? "deleted" : "still in use, and so still there");
        }
        return there.stream()
                .map(one -> new Made("Certificate", Certificate.KIND, one.arn(), ""))
                .toList();
    }

    /**
     * Begins a last snapshot of each volume; it goes on by itself and outlives the volume.
     *
     * @return ids of the snapshots
     */
    public List<String> snapshot(Name name, Progress progress) {
        List<String> ids = new Volumes(cloud, pace).snapshot(name.text(), volumes(name));
        progress.start("snapshots", "begin a last snapshot of the data").done("begun " + String.join(", ", ids));
        return ids;
    }

    private void volumes(List<Volume> volumes, Progress progress) throws InterruptedException {
        if (!volumes.isEmpty()) {
            Progress part = progress.start("volumes", "delete the data");
            new Volumes(cloud, pace).delete(volumes);
            part.done("deleted "
                    + String.join(", ", volumes.stream().map(Volume::id).toList()));
        }
    }

    /** Copies of what nodes have made themselves, by the names of their secrets. */
    public List<String> identities(Name name) {
        return new AwsSecrets(cloud, name.text())
                .list().stream()
                        .map(AwsSecrets.Kept::name)
                        .filter(AwsSecrets::isIdentity)
                        .toList();
    }

    /**
     * Secrets that nobody will ask for again; for seven days they can be brought back. But identities of a dev network:
     * while one can be brought back, the node of the next deployment of that name has no place for its own.
     */
    private void secrets(Name name, boolean disposable, Progress progress) {
        AwsSecrets secrets = new AwsSecrets(cloud, name.text());
        List<String> names = secrets.list().stream().map(AwsSecrets.Kept::name).toList();
        if (!names.isEmpty()) {
            Progress part = progress.start("secrets", "delete the secrets");
            for (String each : names) {
                if (disposable && AwsSecrets.isIdentity(each)) {
                    secrets.destroy(each);
                } else {
                    secrets.delete(each);
                }
            }
            part.done("deleted the secrets " + String.join(", ", names));
        }
    }

    private void objects(StackView bucket, Name name, boolean everything, Progress progress) {
        String named = bucket.outputs().getOrDefault("Bucket", "");
        if (!named.isEmpty()) {
            Progress part = progress.start("objects", "remove what lies in the bucket");
            Assets assets = new Assets(cloud, named, name.text());
            assets.remove("reports/" + name + "/");
            if (everything) {
                assets.remove("deployments/" + name + "/");
            }
            part.done(everything ? "nothing of it lies in " + named : "its spec stays in " + named);
        }
    }

    private Removal look(List<Made> before, List<Volume> kept, Optional<StackView> bucket, Progress progress) {
        Progress part = progress.start("look", "ask each service what is left");
        Presence presence = new Presence(cloud);
        List<String> left = new ArrayList<>();
        Set<String> unasked = new TreeSet<>();
        for (Made made : before) {
            boolean stays = kept.stream().anyMatch(volume -> volume.id().equals(made.physicalId()));
            if (!stays) {
                switch (presence.of(made)) {
                    case THERE -> left.add(made.type() + " " + made.physicalId());
                    case UNKNOWN -> unasked.add(made.type());
                    case GONE, PART -> {}
                }
            }
        }
        part.done(left.isEmpty() ? "nothing is left" : left.size() + " things are left");
        boolean last = stacks.all().stream()
                .noneMatch(
                        stack -> stack.tags().containsKey(Names.DEPLOYMENT_TAG) && stack.standing() != Standing.ABSENT);
        String named =
                bucket.map(stack -> stack.outputs().getOrDefault("Bucket", "")).orElse("");
        return new Removal(kept, left, List.copyOf(unasked), last && bucket.isPresent(), named);
    }

    /**
     * Removes the region's bucket with everything in it.
     *
     * @throws MusterException if it is there all the same
     */
    public void bucket(Progress progress) throws InterruptedException {
        Optional<StackView> stack = stacks.find(Names.BUCKET_STACK);
        if (stack.isPresent()) {
            List<Made> before = stacks.resources(stack.get().id());
            String named = stack.get().outputs().getOrDefault("Bucket", "");
            if (!named.isEmpty()) {
                new Assets(cloud, named, "").remove("");
            }
            remove(stack.get(), progress);
            Presence presence = new Presence(cloud);
            List<String> left = before.stream()
                    .filter(made -> presence.of(made) == Presence.Answer.THERE)
                    .map(made -> made.type() + " " + made.physicalId())
                    .toList();
            if (!left.isEmpty()) {
                throw MusterException.failed(
                        "these should be gone and are still there: " + String.join(", ", left),
                        "remove them in the console");
            }
        }
    }
}
