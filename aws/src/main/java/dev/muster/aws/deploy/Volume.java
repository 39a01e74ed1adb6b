package dev.muster.aws.deploy;

/**
 * A data volume that outlives its stack.
 *
 * @param slot the slot's word; empty if the volume does not tell
 */
public record Volume(String id, String slot, long gibibytes, String state) {}
