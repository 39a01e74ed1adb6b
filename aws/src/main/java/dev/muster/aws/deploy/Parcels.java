package dev.muster.aws.deploy;

import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.synth.Names;
import dev.muster.core.problem.MusterException;
import java.util.Optional;

/** What slots have laid beside their reports in the region's bucket. */
public final class Parcels {
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

    /** What a slot has left under a name; empty if there is nothing. */
    public Optional<byte[]> read(int slot, String name) {
        return assets.read(key(slot, name));
    }

    /** Reads it and leaves none of it there, no older version either. */
    public Optional<byte[]> take(int slot, String name) {
        Optional<byte[]> bytes = read(slot, name);
        assets.remove(key(slot, name));
        return bytes;
    }

    private String key(int slot, String name) {
        return folder + slot + "/" + name;
    }
}
