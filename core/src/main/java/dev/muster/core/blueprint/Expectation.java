package dev.muster.core.blueprint;

import java.time.Duration;

/**
 * How long something usually takes, so that a plan can say so before.
 *
 * @param what {@code sync}, {@code restore} or {@code start}
 * @param source where it was read and when
 */
public record Expectation(String what, String network, Duration low, Duration high, String source) {}
