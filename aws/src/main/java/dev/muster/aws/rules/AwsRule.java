package dev.muster.aws.rules;

import java.util.List;
import java.util.function.Function;

/**
 * One rule.
 *
 * @param id such as {@code aws.volume-size}
 */
record AwsRule(String id, Function<Question, List<Fault>> faults) {}
