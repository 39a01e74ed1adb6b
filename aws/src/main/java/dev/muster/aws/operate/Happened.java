package dev.muster.aws.operate;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;

/**
 * Something that happened to a deployment, as a line of {@code events}.
 *
 * @param slot empty if it was to the deployment as a whole
 * @param type such as {@code stack} or {@code state}
 */
@JsonPropertyOrder({"at", "slot", "type", "message"})
public record Happened(Instant at, String slot, String type, String message) {}
