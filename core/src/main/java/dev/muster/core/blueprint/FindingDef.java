package dev.muster.core.blueprint;

/**
 * Something that a careful operator would want to know of some specs with this blueprint.
 *
 * @param severity {@code error}, {@code warning} or {@code info}
 * @param when template over the node's variables; it is found where this renders to anything but blanks
 */
public record FindingDef(String id, String severity, String pillar, String when, String message, String advice) {}
