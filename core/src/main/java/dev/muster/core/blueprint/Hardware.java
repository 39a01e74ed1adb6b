package dev.muster.core.blueprint;

import dev.muster.core.value.ByteSize;
import java.util.Map;

/**
 * What a role runs on in AWS by default.
 *
 * @param instanceTypes by architecture ({@code x86_64}, {@code aarch64}, {@code gpu})
 * @param volumeSize by network; {@code *} for all others
 * @param iops provisioned; 0 for the type's base
 * @param throughput MiB/s; 0 for the type's base
 */
public record Hardware(
        String role, Map<String, String> instanceTypes, Map<String, ByteSize> volumeSize, int iops, int throughput) {}
