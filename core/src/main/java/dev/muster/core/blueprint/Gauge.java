package dev.muster.core.blueprint;

import dev.muster.core.blueprint.Probes.ValueAt;

/** An extra number a node shows, such as the burn chain's height. */
public record Gauge(String name, String title, ValueAt value) {}
