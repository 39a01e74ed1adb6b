package dev.muster.core.blueprint;

import java.util.List;
import java.util.Map;

/**
 * What a node does in its network.
 *
 * @param services the services it runs, in the order in which they start
 * @param defaultRole whether it is taken when the spec names none
 * @param singleton whether two of it with one identity must never run at once
 * @param values words for templates
 * @param requires secrets and settings it cannot do without
 * @param networks where it exists; empty for all
 */
public record Role(
        String name,
        String title,
        List<String> services,
        boolean defaultRole,
        boolean singleton,
        Map<String, String> values,
        List<String> requires,
        List<String> networks) {}
