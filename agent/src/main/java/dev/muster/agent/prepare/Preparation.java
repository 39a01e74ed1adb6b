package dev.muster.agent.prepare;

import dev.muster.agent.command.CommandRunner;
import dev.muster.agent.dataset.Restored;
import dev.muster.agent.fetch.Door;
import dev.muster.agent.fetch.FetchProgress;
import dev.muster.agent.slot.SlotFolder;
import dev.muster.agent.volume.Disks;
import dev.muster.agent.volume.VolumeId;
import dev.muster.agent.volume.VolumeReady;
import dev.muster.agent.volume.Volumes;
import dev.muster.core.blueprint.Blueprint;
import dev.muster.core.blueprint.Dataset;
import dev.muster.core.node.NodeConfig;
import dev.muster.core.problem.MusterException;
import java.io.IOException;
import java.nio.file.Path;

/** The steps before a node's first start on a machine; each finds what an earlier run has done. */
public final class Preparation {
    private final CommandRunner commands;
    private final Disks disks;

    public Preparation(CommandRunner commands, Disks disks) {
        this.commands = commands;
        this.disks = disks;
    }

    /** The slot's volume, mounted. */
    public VolumeReady volume(VolumeId volume, Path at) throws IOException {
        return new Volumes(commands, disks).prepare(volume, at);
    }

    /**
     * A dataset of the slot's blueprint.
     *
     * @param volume where the volume {@code data} is
     */
    public Restored dataset(SlotFolder slot, String name, Path volume, FetchProgress progress) throws IOException {
        NodeConfig node = slot.node()
                .orElseThrow(
                        () -> MusterException.failed(slot.path() + " has no node.json", "run \"muster up\" again"));
        Blueprint blueprint = slot.blueprint(node);
        Dataset dataset = DatasetWish.named(blueprint, node.network(), name);
        return new DatasetStep(slot, commands, Door.PLAIN).run(dataset, blueprint, volume, progress);
    }
}
