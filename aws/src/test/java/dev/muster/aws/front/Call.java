package dev.muster.aws.front;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A call to AWS as it came in.
 *
 * @param number from 1, in the order of arrival
 * @param service as in the signature's scope: {@code cloudformation}
 * @param action such as {@code CreateChangeSet}; for S3 the method and the path
 * @param values what a form says; empty for calls that are no form
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Call(
        int number,
        String service,
        String region,
        String action,
        Map<String, String> values,
        String method,
        String target,
        Map<String, String> headers,
        byte[] body) {
    private static final Pattern SCOPE = Pattern.compile("Credential=[^/]+/\\d+/([^/]+)/([^/]+)/aws4_request");

    static Call of(int number, String method, String target, Map<String, String> headers, byte[] body) {
        Matcher scope = SCOPE.matcher(headers.getOrDefault("authorization", ""));
        boolean signed = scope.find();
        boolean form = headers.getOrDefault("content-type", "").startsWith("application/x-www-form-urlencoded");
        Map<String, String> values = form ? decode(new String(body, StandardCharsets.UTF_8)) : Map.of();
        String json = headers.getOrDefault("x-amz-target", "");
        String action = values.getOrDefault(
                "Action", json.isEmpty() ? method + " " + target : json.substring(json.lastIndexOf('.') + 1));
        return new Call(
                number,
                signed ? scope.group(2) : "",
                signed ? scope.group(1) : "",
                action,
                values,
                method,
                target,
                headers,
                body);
    }

    private static Map<String, String> decode(String form) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : form.split("&", -1)) {
            int at = pair.indexOf('=');
            if (at > 0) {
                values.put(word(pair.substring(0, at)), word(pair.substring(at + 1)));
            }
        }
        return values;
    }

    private static String word(String encoded) {
        return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    }

    /** Whether it is one of these of a service. */
    public boolean is(String wanted, String... actions) {
        return service.equals(wanted)
                && (actions.length == 0 || java.util.List.of(actions).contains(action));
    }

    /** A value of the form. */
    public Optional<String> value(String key) {
        return Optional.ofNullable(values.get(key)).filter(text -> !text.isEmpty());
    }

    /** Pairs of a list such as {@code Parameters.member.1.ParameterKey}. */
    public Map<String, String> pairs(String list, String key, String value) {
        Map<String, String> pairs = new TreeMap<>();
        for (int i = 1; values.containsKey(list + ".member." + i + "." + key); i++) {
            String at = list + ".member." + i + ".";
            pairs.put(values.get(at + key), values.getOrDefault(at + value, ""));
        }
        return pairs;
    }

    /** The same with another form. */
    Call with(Map<String, String> other) {
        byte[] text = other.entrySet().stream()
                .map(pair -> code(pair.getKey()) + "=" + code(pair.getValue()))
                .collect(Collectors.joining("&"))
                .getBytes(StandardCharsets.UTF_8);
        return new Call(
                number, service, region, other.getOrDefault("Action", action), other, method, target, headers, text);
    }

    private static String code(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return number + " " + service + " " + action;
    }
}
