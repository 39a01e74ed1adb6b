package dev.muster.aws.template;

/** A value that a stack tells when it is there. */
public record Output(String id, String description, Value value) {}
