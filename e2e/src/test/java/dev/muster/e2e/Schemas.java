package dev.muster.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** The published schemas, as a reader of the program's JSON would use them. */
final class Schemas {
    private Schemas() {}

    /** What is wrong with a document. */
    static Set<ValidationMessage> faults(String schema, JsonNode document) throws IOException {
        Path file = Path.of(System.getProperty("muster.root"), "docs", schema + ".schema.json");
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(file))
                .validate(document);
    }
}
