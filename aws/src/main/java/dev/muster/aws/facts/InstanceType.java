package dev.muster.aws.facts;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A kind of machine.
 *
 * @param architecture {@code x86_64} or {@code aarch64}
 * @param gpus NVIDIA GPUs
 * @param sustainedIops operations a second to volumes that it keeps up; empty if the table does not say
 * @param sustainedMBps megabytes a second to volumes that it keeps up
 * @param burstIops for half an hour a day
 * @param spot whether it is sold on the spot market
 */
public record InstanceType(
        String name,
        int vcpus,
        long memoryMiB,
        String architecture,
        int gpus,
        OptionalInt sustainedIops,
        OptionalDouble sustainedMBps,
        OptionalInt burstIops,
        OptionalDouble burstMBps,
        boolean spot) {}
