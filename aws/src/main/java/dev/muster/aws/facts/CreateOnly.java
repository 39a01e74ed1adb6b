package dev.muster.aws.facts;

import java.util.Set;

/**
 * Which properties of a resource type cannot be changed in place.
 *
 * @param replaces a change replaces the resource
 * @param mayReplace a change may replace it, or what it runs
 */
public record CreateOnly(String type, Set<String> replaces, Set<String> mayReplace) {}
