package dev.muster.core.blueprint;

/**
 * Another node this one needs, such as the burn chain of a Stacks node.
 *
 * @param blueprint the kind of deployment that can be named
 * @param endpoint the endpoint of it that is used
 * @param required whether the node cannot run without
 */
public record ReferenceDef(String name, String help, String blueprint, String endpoint, boolean required) {}
