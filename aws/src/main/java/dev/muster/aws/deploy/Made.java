package dev.muster.aws.deploy;

/**
 * A resource of a stack as it is.
 *
 * @param logicalId in the template
 * @param physicalId in its service
 */
public record Made(String logicalId, String type, String physicalId, String status) {}
