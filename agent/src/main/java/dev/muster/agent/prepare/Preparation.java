package dev.muster.agent.prepare;

import dev.muster.agent.command.Command;
import dev.muster.agent.command.CommandRunner;
import dev.muster.agent.command.Outcome;
import dev.muster.agent.dataset.Restore;
import dev.muster.agent.dataset.Restored;
import dev.muster.agent.fetch.FetchProgress;
import dev.muster.agent.fetch.Fetcher;
import dev.muster.agent.fetch.Parts;
import dev.muster.agent.fetch.Patience;
import dev.muster.agent.fetch.Pause;
import dev.muster.agent.slot.SlotFolder;
import dev.muster.agent.volume.Disks;
import dev.muster.agent.volume.VolumeId;
import dev.muster.agent.volume.VolumeReady;
import dev.muster.agent.volume.Volumes;
import dev.muster.core.node.NodeConfig;
import dev.muster.core.problem.MusterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The steps before a node's first start on a machine; each finds what an earlier run has done. */
public final class Preparation {
    private static final int CONNECTIONS = 8;
    private static final Duration FLUSH = Duration.ofHours(1);

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
        Files.createDirectories(slot.run());
        try (Fetcher fetcher = new Fetcher(Patience.NORMAL, Pause.sleeping(), Preparation::free);
                Parts parts = new Parts(Patience.NORMAL, Pause.sleeping())) {
            DatasetWish wish = new DatasetWish(fetcher, slot.run().resolve("dataset.sums"));
            return new Restore(parts, CONNECTIONS, Preparation::free, this::flush)
                    .run(wish.of(slot.blueprint(node), node.network(), name, volume), progress);
        }
    }

    private void flush(Path folder) {
        Outcome outcome = commands.run(
                Command.of("sync", "--file-system", folder.toString()).within(FLUSH));
        if (!outcome.ok()) {
            throw MusterException.failed(
                    "what was restored to " + folder + " cannot be made durable: " + outcome.failure(), "");
        }
    }

    private static long free(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
