package dev.muster.aws.synth;

import dev.muster.aws.template.Fields;
import java.util.Optional;

/**
 * The data volume of a slot.
 *
 * @param gib size; empty if neither spec nor blueprint say one
 * @param key ARN of the KMS key; empty for the account's own
 */
public record Disk(
        Optional<Long> gib,
        String type,
        Optional<Integer> iops,
        Optional<Integer> throughput,
        Optional<String> key,
        Optional<String> snapshot,
        Optional<Integer> initializationRate) {
    /** As {@code AWS::EC2::Volume} and the block device of a launch template write it, but for the size's name. */
    Fields properties(String sizeKey) {
        return Fields.of(sizeKey, gib.orElseThrow(), "VolumeType", type)
                .withAny("Iops", iops)
                .withAny("Throughput", throughput)
                .with("Encrypted", true)
                .withAny("KmsKeyId", key)
                .withAny("SnapshotId", snapshot)
                .withAny("VolumeInitializationRate", initializationRate);
    }
}
