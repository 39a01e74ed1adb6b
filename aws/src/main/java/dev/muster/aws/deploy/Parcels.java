package dev.muster.aws.deploy;

import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.synth.Names;
import dev.muster.core.problem.MusterException;
import java.util.Optional;

/** What slots have laid beside their reports in the region's bucket. */
public final class Parcels {
    private static final int MOST = 64 << 20;

    private final Assets assets;
    private final String folder;

    /** @throws MusterException if the region has no bucket, or it cannot be asked for */
    public Parcels(Cloud cloud, String deployment) {
        String bucket = new Stacks(cloud)
                .find(Names.BUCKET_STACK)
                .flatMap(stack -> Optional.ofNullable(stack.outputs().get("Bucket")))
                .orElseThrow(() -> MusterException.failed(
                        "the bucket of " + cloud.region() + " is gone", "\"muster up " + deployment + "\" makes it"));
        this.assets = new Assets(cloud, bucket, deployment);
        this.folder = "reports/" + deployment + "/";
    }

    /**
     * What a slot has left under a name; empty if there is nothing.
     *
     * @throws MusterException if it is larger than anything that a slot leaves in good faith
     */
    public Optional<byte[]> read(int slot, String name) {
        String key = key(slot, name);
        Optional<byte[]> bytes = assets.begin(key, MOST + 1);
        if (bytes.filter(some -> some.length > MOST).isPresent()) {
            throw MusterException.failed(key + " is larger than " + MOST + " bytes", "");
        }
        return bytes;
    }

    /** Reads it and leaves none of it there, no older version either. */
    public Optional<byte[]> take(int slot, String name) {
        try {
            return read(slot, name);
        } finally {
            assets.remove(key(slot, name));
        }
    }

    private String key(int slot, String name) {
        return folder + slot + "/" + name;
    }
}
