package dev.muster.cli.command;

import dev.muster.aws.cloud.Access;
import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.deploy.AwsDown;
import dev.muster.aws.deploy.Removal;
import dev.muster.aws.deploy.Volume;
import dev.muster.cli.render.ProgressOutput;
import dev.muster.cli.world.Console;
import dev.muster.cli.world.Context;
import dev.muster.core.problem.MusterException;
import dev.muster.core.problem.MusterException.Exit;
import dev.muster.core.progress.Progress;
import dev.muster.core.value.Name;
import dev.muster.core.value.Region;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Takes a deployment away from AWS. */
final class AwsDownCommand {
    private final Context context;
    private final AwsOptions options;
    private final String name;
    private final ProgressOutput.Form form;

    AwsDownCommand(Context context, AwsOptions options, String name, ProgressOutput.Form form) {
        this.context = context;
        this.options = options;
        this.name = name;
        this.form = form;
    }

    /**
     * What a person asked for.
     *
     * @param deleteData whether the volumes go too
     * @param keepData whether those of a dev network stay
     * @param yes whether nothing is asked
     * @param removeBucket whether the region's bucket goes with its last deployment
     * @param snapshot whether a last snapshot is made of data that go
     */
    record Wish(boolean deleteData, boolean keepData, boolean yes, boolean removeBucket, boolean snapshot) {}

    void down(Wish wish) throws IOException, InterruptedException {
        Access access = options.access(context);
        boolean any = false;
        for (Region region : new Places(context).regions(Optional.of(name), options, access)) {
            try (Cloud cloud = Cloud.of(access, region)) {
                AwsDown down = new AwsDown(cloud, context.pace());
                boolean dev = down.dev(new Name(name));
                boolean deleteData = wish.deleteData() || (dev && !wish.keepData());
                List<Volume> volumes = down.volumes(new Name(name));
                if (down.stack(new Name(name)).isPresent()
                        || (deleteData && !volumes.isEmpty())
                        || !down.certificates(new Name(name)).isEmpty()) {
                    any = true;
                    confirm(region, deleteData ? volumes : List.of(), dev || wish.yes());
                    region(down, deleteData, wish, snapshot(wish, deleteData && !dev && !volumes.isEmpty()));
                } else if (!volumes.isEmpty()) {
                    any = true;
                    kept(volumes);
                }
            }
        }
        if (!any) {
            throw MusterException.invalid(
                    "no deployment on AWS is called \"" + name + "\"", "\"muster status --region REGION\" lists them");
        }
        new Places(context).forget(name);
    }

    /** Data of a public network took days to come: a person is asked whether to keep a snapshot of them. */
    private boolean snapshot(Wish wish, boolean dear) {
        Console console = context.console();
        return wish.snapshot()
                || (dear
                        && !wish.yes()
                        && console.terminal()
                        && console.ask("Keep a last snapshot of the data? It costs by the month. [y/N]")
                                .matches("(?i)y|yes"));
    }

    private void region(AwsDown down, boolean deleteData, Wish wish, boolean snapshot)
            throws IOException, InterruptedException {
        Removal removal;
        try (ProgressOutput output = ProgressOutput.of(form, context.console(), context.clock())) {
            Progress root = Progress.root(output, context.clock(), name);
            List<String> kept = snapshot ? down.snapshot(new Name(name), root) : List.of();
            removal = down.down(new Name(name), deleteData, root);
            kept.forEach(id -> context.console()
                    .data("  the snapshot " + id + " stays; aws: {volume: {snapshot: " + id + "}} starts from it"));
        }
        boolean removeBucket = removal.last() && (wish.removeBucket() || offered(wish, removal));
        if (removeBucket) {
            try (ProgressOutput output = ProgressOutput.of(form, context.console(), context.clock())) {
                down.bucket(Progress.root(output, context.clock(), name));
            }
        }
        tell(removal, removeBucket);
        if (!deleteData) {
            identities(down);
        }
        if (!removal.left().isEmpty()) {
            throw MusterException.failed(
                    "these should be gone and are still there: " + String.join(", ", removal.left()),
                    "remove them in the console; AWS goes on charging for what it charges");
        }
    }

    /** The last one out is asked whether to put out the light; data that stay may come back and want it. */
    private boolean offered(Wish wish, Removal removal) {
        return !wish.yes()
                && removal.kept().isEmpty()
                && context.console().terminal()
                && context.console()
                        .ask("No deployment is left in the region. Remove its bucket " + removal.bucket()
                                + " too? [y/N]")
                        .matches("(?i)y|yes");
    }

    private void confirm(Region region, List<Volume> volumes, boolean yes) {
        if (yes) {
            return;
        }
        Console console = context.console();
        String what = "This removes " + name + " from " + region
                + (volumes.isEmpty() ? ". " : " with the data of " + volumes.size() + " nodes. ");
        if (console.terminal() && name.equals(console.ask(what + "Type the name to go on:"))) {
            return;
        }
        throw new MusterException(
                Exit.UNCONFIRMED, "this removes " + name + " from " + region, "if that is meant, add --yes");
    }

    private void tell(Removal removal, boolean removeBucket) {
        Console console = context.console();
        console.data(name + " is down");
        kept(removal.kept());
        if (!removal.unasked().isEmpty()) {
            console.say("  not asked whether they are gone: " + String.join(", ", removal.unasked()));
        }
        if (removal.last()) {
            console.data(
                    removeBucket
                            ? "  the bucket " + removal.bucket() + " is gone too"
                            : "  no deployment is left in the region; its bucket " + removal.bucket()
                                    + " goes with \"muster aws remove\"");
        }
    }

    private void identities(AwsDown down) {
        List<String> kept = down.identities(new Name(name));
        if (!kept.isEmpty()) {
            context.console()
                    .data("  the identity that nodes have made stays in the secrets "
                            + String.join(
                                    ", ",
                                    kept.stream()
                                            .map(secret -> "muster/" + name + "/" + secret)
                                            .toList())
                            + ", which are paid for; a later up puts it back on an empty volume");
        }
    }

    private void kept(List<Volume> volumes) {
        for (Volume volume : volumes) {
            context.console()
                    .data("  data stay in " + volume.id() + ", " + volume.gibibytes()
                            + " GiB, and are paid for; remove them with \"muster down " + name + " --delete-data\"");
        }
    }
}
