package dev.muster.agent.others;

import dev.muster.agent.slot.SlotFolder;
import dev.muster.core.report.NodeReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The other slots on this machine: their folders lie beside the own one. */
public final class SlotsBeside implements OtherSlots {
    @Override
    public List<NodeReport> reports(SlotFolder self) {
        Path own = self.path().toAbsolutePath().normalize();
        try (Stream<Path> folders = Files.list(self.deployment())) {
            return folders.filter(folder -> isSlot(folder) && !folder.equals(own))
                    .sorted()
                    .flatMap(folder -> report(folder).stream())
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static boolean isSlot(Path folder) {
        return String.valueOf(folder.getFileName()).chars().allMatch(Character::isDigit);
    }

    /** A slot that is being made or removed has none. */
    private static Optional<NodeReport> report(Path folder) {
        try {
            return new SlotFolder(folder).report();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
