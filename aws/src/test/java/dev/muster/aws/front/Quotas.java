package dev.muster.aws.front;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Quotas of the account, which the emulator does not have. */
final class Quotas implements Rule {
    private static final Pattern CODE = Pattern.compile("\"QuotaCode\"\\s*:\\s*\"([^\"]+)\"");

    private final Map<String, Double> values = new ConcurrentHashMap<>(Map.of("L-1216C47A", 32.0));

    @Override
    public Optional<Answer> before(Call call, Emulator emulator) {
        if (!call.is("servicequotas", "GetServiceQuota", "GetAWSDefaultServiceQuota")) {
            return Optional.empty();
        }
        Matcher code = CODE.matcher(new String(call.body(), StandardCharsets.UTF_8));
        Double value = code.find() ? values.get(code.group(1)) : null;
        return value == null
                ? Optional.of(Answer.refusal(
                        call,
                        400,
                        "NoSuchResourceException",
                        "The request failed because the" + " specified service or quota does not exist."))
                : Optional.of(new Answer(
                        200,
                        Map.of("content-type", "application/x-amz-json-1.1"),
                        ("{\"Quota\":{\"QuotaCode\":\"" + code.group(1) + "\",\"Value\":" + value + "}}")
                                .getBytes(StandardCharsets.UTF_8)));
    }
}
