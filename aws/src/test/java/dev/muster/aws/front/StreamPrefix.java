package dev.muster.aws.front;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** Lines of streams that begin with what was asked for; the emulator answers those of all streams. */
final class StreamPrefix implements Rule {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Override
    public Answer after(Call call, Answer answer, Emulator emulator) throws IOException {
        if (!call.is("logs", "FilterLogEvents") || answer.code() != 200) {
            return answer;
        }
        String prefix = MAPPER.readTree(call.body()).path("logStreamNamePrefix").asText();
        ObjectNode all = (ObjectNode) MAPPER.readTree(answer.body());
        ArrayNode kept = MAPPER.createArrayNode();
        for (JsonNode event : all.path("events")) {
            if (event.path("logStreamName").asText().startsWith(prefix)) {
                kept.add(event);
            }
        }
        all.set("events", kept);
        return answer.with(all.toString());
    }
}
