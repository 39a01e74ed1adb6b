package dev.muster.agent.identity;

import dev.muster.agent.files.Json;
import dev.muster.agent.files.Whole;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What of a volume's identity has a copy. It lies on the volume, since it is true of that identity wherever the volume
 * goes; it holds no secret.
 *
 * @param version of the copy
 * @param files that are in it
 */
public record IdentityMark(String version, SortedSet<String> files) {
    private static final String NAME = ".muster-identity.json";

    public IdentityMark {
        files = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(files));
    }

    static IdentityMark of(String version, Set<String> files) {
        return new IdentityMark(version, new TreeSet<>(files));
    }

    static Optional<IdentityMark> read(Path volume) throws IOException {
        Optional<String> text = Whole.read(volume.resolve(NAME));
        return text.isPresent() ? Optional.of(Json.read(text.get(), IdentityMark.class)) : Optional.empty();
    }

    /** @return the file */
    Path write(Path volume) throws IOException {
        Path file = volume.resolve(NAME);
        Whole.write(file, Json.pretty(this));
        return file;
    }
}
