package dev.muster.aws.calls;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.aws.fixtures.Tools;
import dev.muster.aws.fixtures.Tools.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Asks an evaluator of policies many things at once, and compares what it says with what it should. */
final class Simulator {
    static final String ACCOUNT = "123456789012";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final ArrayNode requests = MAPPER.createArrayNode();
    private final List<Boolean> allowed = new ArrayList<>();

    void ask(boolean shouldBe, String policy, String action, String resource, String... context) {
        ObjectNode request = requests.addObject();
        request.put("policy", policy).put("action", action).put("resource", resource);
        ObjectNode keys = request.putObject("context");
        for (int i = 0; i < context.length; i += 2) {
            keys.put(context[i], context[i + 1]);
        }
        allowed.add(shouldBe);
    }

    /** Asks whether an action is allowed on all it requires: on the things of those kinds, else on some thing. */
    void askAll(String policy, String action, List<String> things, Map<String, String> context) {
        ObjectNode request = requests.addObject();
        request.put("policy", policy).put("action", action);
        things.forEach(request.putArray("things")::add);
        request.set("context", MAPPER.valueToTree(context));
        allowed.add(true);
    }

    void answer(Map<String, JsonNode> policies, Path folder) throws IOException, InterruptedException {
        ObjectNode all = MAPPER.createObjectNode();
        all.put("account", ACCOUNT);
        all.set("policies", MAPPER.valueToTree(policies));
        all.set("requests", requests);
        Path file = Files.writeString(folder.resolve("requests.json"), all.toString());
        Said said = Tools.node("policies.mjs", file);
        assertThat(said.code()).as(said.err()).isZero();
        List<String> wrong = new ArrayList<>();
        for (String line : said.lines()) {
            JsonNode answer = MAPPER.readTree(line);
            int index = answer.path("index").asInt();
            String result = answer.path("answer").toString();
            boolean known = result.equals("\"Allowed\"") || result.endsWith("Denied\"");
            if (!known || result.equals("\"Allowed\"") != allowed.get(index)) {
                wrong.add(requests.get(index) + ": " + result);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(said.lines()).hasSameSizeAs(allowed).isNotEmpty();
        System.out.println("evaluated: " + allowed.size() + " requests, allowed "
                + allowed.stream().filter(one -> one).count());
    }
}
