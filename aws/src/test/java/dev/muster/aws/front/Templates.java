package dev.muster.aws.front;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the template of a call. */
final class Templates {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern URL = Pattern.compile("https://([^.]+)\\.s3[^/]*/(.+)");

    private Templates() {}

    /** Its text: in the call, in a bucket, or the one the stack has. */
    static Optional<String> text(Call call, Emulator emulator) throws IOException {
        if (call.value("TemplateBody").isPresent()) {
            return call.value("TemplateBody");
        }
        Matcher url = URL.matcher(call.value("TemplateURL").orElse(""));
        if (!url.matches()) {
            return Optional.empty();
        }
        Map<String, String> headers = Map.of(
                "authorization",
                "AWS4-HMAC-SHA256 Credential=front/20261122/" + call.region()
                        + "/s3/aws4_request, SignedHeaders=host, Signature=0");
        Answer answer = emulator.send(new Call(
                0,
                "s3",
                call.region(),
                "",
                Map.of(),
                "GET",
                "/" + url.group(1) + "/" + url.group(2),
                headers,
                new byte[0]));
        return answer.code() == 200 ? Optional.of(answer.text()) : Optional.empty();
    }

    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a template that is no JSON", e);
        }
    }
}
