package dev.muster.core.spec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.core.shape.JsonSchema;

/** {@code muster.yaml} as JSON Schema, for editors that complete and check. */
public final class SpecSchema {
    private SpecSchema() {}

    /** The schema, as in {@code docs/muster.schema.json}. */
    public static ObjectNode schema() {
        return JsonSchema.document("A spec of Muster: muster.yaml", SpecShape.SHAPE);
    }
}
