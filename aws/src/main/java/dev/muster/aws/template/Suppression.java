package dev.muster.aws.template;

/**
 * A cdk-nag rule that does not hold for a resource, on purpose.
 *
 * @param rule such as {@code AwsSolutions-IAM5}
 * @param reason why, for a reviewer
 */
public record Suppression(String rule, String reason) {}
