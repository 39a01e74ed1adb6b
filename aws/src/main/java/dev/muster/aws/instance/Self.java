package dev.muster.aws.instance;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which instance this is, asked once. */
final class Self {
    private final Metadata metadata;
    private volatile @Nullable String id;

    Self(Metadata metadata) {
        this.metadata = metadata;
    }

    /** @throws IOException if the metadata service does not answer */
    String id() throws IOException {
        String known = id;
        if (known == null) {
            known = metadata.get("instance-id")
                    .orElseThrow(() -> new IOException("the metadata service knows no instance-id"));
            id = known;
        }
        return known;
    }

    /** Without asking. */
    Optional<String> known() {
        return Optional.ofNullable(id);
    }
}
