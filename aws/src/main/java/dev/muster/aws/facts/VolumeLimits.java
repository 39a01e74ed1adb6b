package dev.muster.aws.facts;

import java.util.Optional;

/**
 * What a volume type can be.
 *
 * @param iops provisioned operations a second; empty if they cannot be chosen
 * @param throughput provisioned MiB/s; empty if they cannot be chosen
 */
public record VolumeLimits(String type, int minGiB, int maxGiB, Optional<Bounds> iops, Optional<Bounds> throughput) {
    /**
     * From and to.
     *
     * @param ratio most of it for each unit of what it hangs on: IOPS for each GiB, MiB/s for each IOPS
     */
    public record Bounds(int min, int max, double ratio) {
        /** Whether a number is within. */
        public boolean admit(int number) {
            return number >= min && number <= max;
        }
    }

    /** Whether a number of IOPS must be given. */
    public boolean needsIops() {
        return type.equals("io1") || type.equals("io2");
    }
}
