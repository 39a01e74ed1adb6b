package dev.muster.agent.prepare;

import dev.muster.agent.files.Json;
import dev.muster.agent.files.Whole;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What this machine was told of its slot, kept for starts at which nobody answers. The file is root's: it says which disk
 * is mounted.
 *
 * @param volume id of the slot's volume
 * @param address the slot's address; null if it has none
 * @param identified id of the volume that was given its identity, or found to need none yet
 */
record Known(
        @Nullable String volume,
        @Nullable String address,
        @Nullable String identified) {
    private static final Known NOTHING = new Known(null, null, null);

    static Known read(Path file) throws IOException {
        Optional<String> text = Whole.read(file);
        return text.isPresent() ? Json.read(text.get(), Known.class) : NOTHING;
    }

    void write(Path file) throws IOException {
        if (!equals(read(file))) {
            Whole.write(file, Json.pretty(this));
        }
    }

    Known withVolume(String id) {
        return new Known(id, address, identified);
    }

    Known withAddress(String text) {
        return new Known(volume, text, identified);
    }

    Known withIdentity() {
        return new Known(volume, address, volume);
    }

    /** Whether the volume has its identity, as far as there is one. */
    boolean hasIdentity() {
        return volume != null && volume.equals(identified);
    }
}
