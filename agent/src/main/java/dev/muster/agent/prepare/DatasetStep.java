package dev.muster.agent.prepare;

import dev.muster.agent.command.Command;
import dev.muster.agent.command.CommandRunner;
import dev.muster.agent.command.Outcome;
import dev.muster.agent.dataset.Restore;
import dev.muster.agent.dataset.Restored;
import dev.muster.agent.fetch.Door;
import dev.muster.agent.fetch.FetchProgress;
import dev.muster.agent.fetch.Fetcher;
import dev.muster.agent.fetch.Parts;
import dev.muster.agent.fetch.Patience;
import dev.muster.agent.fetch.Pause;
import dev.muster.agent.slot.SlotFolder;
import dev.muster.core.blueprint.Blueprint;
import dev.muster.core.blueprint.Dataset;
import dev.muster.core.problem.MusterException;
import dev.muster.core.value.ByteSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Gives a slot the data that it starts from: once, and never where data are.
 *
 * @param door how what is no plain address is asked for
 */
public record DatasetStep(SlotFolder slot, CommandRunner commands, Door door) {
    private static final int CONNECTIONS = 8;
    private static final Duration FLUSH = Duration.ofHours(1);

    /**
     * Restores it.
     *
     * @param volume where the volume {@code data} is
     * @throws MusterException if it cannot be had, is not what it should be, or does not fit; the volume is empty then
     */
    public Restored run(Dataset dataset, Blueprint blueprint, Path volume, FetchProgress progress) throws IOException {
        Files.createDirectories(slot.run());
        Path to = volume.resolve(dataset.to()).normalize();
        try (Fetcher fetcher = new Fetcher(Patience.NORMAL, Pause.sleeping(), DatasetStep::free);
                Parts parts = new Parts(Patience.NORMAL, Patience.LONG, Pause.sleeping(), door)) {
            // Who has data needs nobody who may be away, such as the checksum's publisher.
            Optional<Restored> there = Restore.found(to);
            if (there.isPresent()) {
                return there.get();
            }
            DatasetWish wish = new DatasetWish(fetcher, slot.run().resolve("dataset.sums"));
            return new Restore(parts, CONNECTIONS, DatasetStep::free, this::flush)
                    .run(wish.of(dataset, blueprint, volume), progress);
        }
    }

    /** What came of it, in words. */
    public static String words(Dataset dataset, Restored restored) {
        return switch (restored) {
            case Restored.Fresh(long bytes, String checksum, boolean checked) ->
                "\"" + dataset.name() + "\" is restored, from an archive of " + new ByteSize(bytes) + ", " + checksum
                        + (checked ? "" : ", which nothing was there to compare with");
            case Restored.Already _ -> "\"" + dataset.name() + "\" was restored earlier";
            case Restored.Kept(String first) ->
                "\"" + dataset.name() + "\" is not fetched: the data that are there, " + first + " first, are kept";
        };
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
