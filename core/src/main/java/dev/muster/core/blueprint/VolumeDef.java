package dev.muster.core.blueprint;

import dev.muster.core.value.ByteSize;
import java.util.Map;

/**
 * Data that outlives instance and process.
 *
 * @param sizes what it needs by network; the key {@code *} is for all others
 */
public record VolumeDef(String name, String help, Map<String, ByteSize> sizes) {}
