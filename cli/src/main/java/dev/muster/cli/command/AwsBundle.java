package dev.muster.cli.command;

import dev.muster.agent.files.Json;
import dev.muster.aws.deploy.AwsStatus;
import dev.muster.aws.deploy.Parcels;
import dev.muster.aws.operate.Chronicle;
import dev.muster.aws.operate.Happened;
import dev.muster.aws.operate.NodeEvents;
import dev.muster.aws.operate.RunCommand;
import dev.muster.aws.operate.Slot;
import dev.muster.cli.bundle.Bundle;
import dev.muster.cli.world.Context;
import dev.muster.core.problem.MusterException;
import dev.muster.core.report.StatusReport;
import dev.muster.core.report.StatusReport.Deployment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is to be seen of a deployment on AWS: each instance packs its own, and who cannot be asked is named. */
final class AwsBundle {
    private static final int EVENTS = 500;
    private static final Duration AGENTS = Duration.ofDays(7);
    private static final List<String> ORDER = List.of("muster", "agent-do", "support-bundle");

    private final Context context;
    private final AwsTargets targets;
    private final Bundle bundle;
    private final Map<String, String> silent = new TreeMap<>();
    private boolean another;

    AwsBundle(Context context, AwsTargets targets, Bundle bundle) {
        this.context = context;
        this.targets = targets;
        this.bundle = bundle;
    }

    /**
     * Puts it into the bundle: what is a slot's below its number, and in another region than the first below that.
     *
     * @return why a slot is not in it, by the slot's name
     */
    Map<String, String> pack(@Nullable String name) throws IOException, InterruptedException {
        targets.each(name, site -> {
            List<Slot> slots = site.slots();
            String below = another ? site.cloud().region() + "/" : "";
            another = true;
            whole(site, below);
            Parcels parcels = new Parcels(site.cloud(), site.name().text());
            RunCommand command = new RunCommand(site.cloud(), targets.pace());
            for (Slot slot : slots) {
                slot(command, parcels, slot, below + slot.number() + "/");
            }
        });
        return silent;
    }

    /** What does not need an instance. */
    private void whole(AwsSite site, String below) {
        List<Deployment> found = new AwsStatus(site.cloud(), context.clock())
                .deployments(Optional.of(site.name().text()));
        bundle.add(below + "status.json", Json.pretty(new StatusReport(found)));
        NodeEvents agents = new NodeEvents(
                site.cloud(), site.name(), context.clock().instant().minus(AGENTS));
        List<Happened> events = new Chronicle(site.cloud())
                .of(
                        site.stack(),
                        found.stream().flatMap(one -> one.nodes().stream()).toList(),
                        agents,
                        site.words(),
                        true,
                        Optional.empty(),
                        EVENTS);
        bundle.add(below + "events.jsonl", events.stream().map(AwsBundle::line).collect(Collectors.joining("\n")));
    }

    private static String line(Happened one) {
        return Json.line(
                Map.of("at", one.at().toString(), "slot", one.slot(), "type", one.type(), "message", one.message()));
    }

    private void slot(RunCommand command, Parcels parcels, Slot slot, String below) throws InterruptedException {
        try {
            AwsOrders.require(slot, command.run(slot, Shells.line(ORDER)));
            // What the instance printed is not asked: a key of its choice would be read and removed.
            byte[] zip = parcels.take(slot.number(), SlotBundle.NAME)
                    .orElseThrow(() -> MusterException.failed(slot.name() + " has left nothing in the bucket", ""));
            bundle.addZip(below, zip);
        } catch (MusterException e) {
            silent(parcels, slot, below, e.what(), e.advice());
        } catch (IOException e) {
            silent(parcels, slot, below, "what " + slot.name() + " has packed cannot be read: " + e.getMessage(), "");
        }
    }

    /** The others go on; of a boot that failed the bucket may know why. */
    private void silent(Parcels parcels, Slot slot, String below, String what, String advice) {
        silent.put(slot.name(), what);
        bundle.add(below + "silent.txt", what + "\n" + (advice.isEmpty() ? "" : "  " + advice + "\n"));
        context.console().say(slot.name() + " has packed nothing: " + what);
        if (!advice.isEmpty()) {
            context.console().say("  " + advice);
        }
        parcels.read(slot.number(), "boot-failed.json")
                .ifPresent(json -> bundle.add(below + "boot-failed.json", new String(json, StandardCharsets.UTF_8)));
    }
}
