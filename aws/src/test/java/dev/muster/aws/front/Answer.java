package dev.muster.aws.front;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a call is answered. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Answer(int code, Map<String, String> headers, byte[] body) {
    private static final Map<String, String> XML = Map.of("content-type", "text/xml");

    /** The body as text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    static Answer xml(int code, String text) {
        return new Answer(code, XML, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The answer of an action of the query protocol. */
    static Answer result(String action, String inside) {
        return xml(
                200,
                "<" + action + "Response><" + action + "Result>" + inside + "</" + action
                        + "Result><ResponseMetadata><RequestId>front</RequestId></ResponseMetadata></" + action
                        + "Response>");
    }

    /** A refusal in the form of the call's protocol. */
    static Answer refusal(Call call, int code, String error, String message) {
        String text = Xml.escape(message);
        if (!call.headers().getOrDefault("x-amz-target", "").isEmpty()) {
            String json = "{\"__type\":\"" + error + "\",\"message\":\""
                    + message.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
            return new Answer(
                    code, Map.of("content-type", "application/x-amz-json-1.1"), json.getBytes(StandardCharsets.UTF_8));
        }
        return switch (call.service()) {
            case "ec2" ->
                xml(
                        code,
                        "<Response><Errors><Error><Code>" + error + "</Code><Message>" + text
                                + "</Message></Error></Errors><RequestID>front</RequestID></Response>");
            case "s3" -> xml(code, "<Error><Code>" + error + "</Code><Message>" + text + "</Message></Error>");
            default ->
                xml(
                        code,
                        "<ErrorResponse><Error><Type>Sender</Type><Code>" + error + "</Code><Message>" + text
                                + "</Message></Error><RequestId>front</RequestId></ErrorResponse>");
        };
    }

    /** The same with another text. */
    Answer with(String text) {
        return new Answer(code, headers, text.getBytes(StandardCharsets.UTF_8));
    }
}
