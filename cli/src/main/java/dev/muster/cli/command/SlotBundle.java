package dev.muster.cli.command;

import dev.muster.agent.files.Json;
import dev.muster.agent.slot.SlotFolder;
import dev.muster.aws.instance.OnInstance;
import dev.muster.cli.bundle.Bundle;
import dev.muster.cli.bundle.DeploymentPart;
import dev.muster.cli.bundle.Redaction;
import dev.muster.cli.world.Context;
import dev.muster.local.StateFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** What is to be seen of the slot of this instance, handed over to its operator. */
record SlotBundle(Context context, SlotFolder slot) {
    /** Its name beside the slot's report. */
    static final String NAME = "support.zip";

    /**
     * Packs it and lays it into the bucket with the instance's role. It is in memory until then, so that there is no
     * file for others to read or for a broken disk to refuse.
     *
     * @param hold where deployments lie
     * @param bootLog what the boot wrote
     */
    void handOver(Path hold, Path bootLog) throws IOException {
        Bundle bundle = new Bundle(Redaction.of(slot));
        bundle.add("about.txt", SupportBundle.about(context));
        StateFolder state = new StateFolder(hold, context.state().cache());
        bundle.add("doctor.json", Json.pretty(Map.of("checks", Doctor.json(Doctor.machine(context, state)))));
        new DeploymentPart(bundle).add(slot, bootLog);
        try (OnInstance there = OnInstance.of(context.environment(), context.clock())) {
            context.console().data(there.lay(NAME, "application/zip", bundle.bytes()));
        }
    }
}
