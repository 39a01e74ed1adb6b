package dev.muster.aws.facts;

import java.util.List;

/**
 * A region.
 *
 * @param code such as {@code eu-central-1}
 * @param name what AWS calls it
 * @param optIn whether an account must opt in to it first
 * @param zones by name; which building a name means differs between accounts
 */
public record RegionFact(String code, String name, boolean optIn, List<String> zones) {}
