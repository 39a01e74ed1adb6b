package dev.muster.core.blueprint;

import dev.muster.core.value.ByteSize;
import java.util.List;
import java.util.Optional;

/**
 * What the machine must have.
 *
 * @param cpuFlags as in {@code /proc/cpuinfo}, such as {@code avx}
 * @param gpu whether a GPU must be there
 * @param architectures {@code x86_64}, {@code aarch64}
 */
public record Requires(
        int cores, Optional<ByteSize> memory, List<String> cpuFlags, boolean gpu, List<String> architectures) {}
