package dev.muster.core.node;

import java.util.List;
import java.util.Map;

/**
 * A service as it is to be run.
 *
 * @param command program and arguments; no secret in it
 * @param environment may hold secrets of software that knows no other way
 * @param files texts by path below the slot's {@code etc}; may hold secrets
 */
public record RenderedService(
        String name, List<String> command, Map<String, String> environment, Map<String, String> files) {}
