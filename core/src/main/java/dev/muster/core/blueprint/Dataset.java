package dev.muster.core.blueprint;

import dev.muster.core.value.ByteSize;
import java.util.Optional;

/**
 * Public data of a network to start from.
 *
 * @param url HTTP(S), or {@code bucket:/} and a key: an object of the deployment's own bucket
 * @param checksum URL of a file with the checksum, or {@code sha256:...}; empty: none is published
 * @param to folder below the volume {@code data}
 * @param size of the archive; empty: nobody has read it
 * @param needs room that it takes unpacked; empty: what the blueprint says that the data take
 */
public record Dataset(
        String name,
        String network,
        String url,
        Optional<String> checksum,
        String to,
        Optional<ByteSize> size,
        Optional<ByteSize> needs) {
    /** What {@link #url} begins with when it names an object of the deployment's bucket. */
    public static final String IN_BUCKET = "bucket:/";

    /** Whether it lies in the deployment's own bucket. */
    public boolean inBucket() {
        return url.startsWith(IN_BUCKET);
    }

    /** The object's key, below {@code datasets/}. */
    public String key() {
        return url.substring(IN_BUCKET.length());
    }
}
