package dev.muster.aws.instance;

import dev.muster.agent.files.Json;
import dev.muster.agent.files.Whole;
import dev.muster.agent.slot.SlotFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The note of an agent to whoever may unmount: the programs have been told to stop since this instance goes for good,
 * so let its volume go once the agent has ended. A stop for any other reason leaves none.
 *
 * @param instance whose note it is: on the slot's volume a successor may find one of its predecessor
 * @param why for people
 */
public record Leaving(String instance, String at, String why) {
    private static Path file(SlotFolder slot) {
        return slot.run().resolve("leaving.json");
    }

    void write(SlotFolder slot) throws IOException {
        Whole.write(file(slot), Json.line(this));
    }

    static Optional<Leaving> read(SlotFolder slot) throws IOException {
        Optional<String> text = Whole.read(file(slot));
        return text.isPresent() ? Optional.of(Json.read(text.get(), Leaving.class)) : Optional.empty();
    }

    static void forget(SlotFolder slot) throws IOException {
        Whole.remove(file(slot));
    }
}
