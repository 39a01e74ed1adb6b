package dev.muster.aws.front;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** A change set that was made. */
record ChangeSet(
        String id,
        String name,
        String stackId,
        String stackName,
        String type,
        String body,
        Map<String, String> values,
        JsonNode template) {}
