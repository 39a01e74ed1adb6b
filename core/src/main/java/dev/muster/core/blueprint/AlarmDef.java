package dev.muster.core.blueprint;

import java.time.Duration;

/**
 * When a human should be called.
 *
 * @param metric name of the published metric
 * @param above threshold; the alarm rings above it
 * @param lasting for how long before it rings
 */
public record AlarmDef(String name, String title, String metric, double above, Duration lasting) {}
