package dev.muster.aws.front;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Alarms of stacks, which the emulator knows and its CloudFormation ignores. */
final class Alarms {
    private static final String TYPE = "AWS::CloudWatch::Alarm";

    private Alarms() {}

    /** Names of the alarms of a template. */
    static List<String> names(JsonNode template) {
        List<String> names = new ArrayList<>();
        template.path("Resources").properties().forEach(one -> {
            if (one.getValue().path("Type").asText().equals(TYPE)) {
                names.add(name(one.getValue()));
            }
        });
        return names;
    }

    static String name(JsonNode alarm) {
        return alarm.path("Properties").path("AlarmName").asText();
    }

    /** Puts those of the template there and takes away those that only the one before had. */
    static void update(Call call, JsonNode before, JsonNode template, Emulator emulator) throws IOException {
        List<String> gone = new ArrayList<>(names(before));
        gone.removeAll(names(template));
        delete(call, gone, emulator);
        for (var one : template.path("Resources").properties()) {
            JsonNode properties = one.getValue().path("Properties");
            if (one.getValue().path("Type").asText().equals(TYPE)) {
                Map<String, String> form = form("PutMetricAlarm");
                for (String key : List.of(
                        "AlarmName",
                        "Namespace",
                        "MetricName",
                        "Statistic",
                        "Period",
                        "EvaluationPeriods",
                        "Threshold",
                        "ComparisonOperator")) {
                    if (properties.has(key)) {
                        form.put(key, properties.path(key).asText());
                    }
                }
                emulator.ask(call, "monitoring", form);
            }
        }
    }

    static void delete(Call call, List<String> names, Emulator emulator) throws IOException {
        Map<String, String> form = form("DeleteAlarms");
        for (int i = 0; i < names.size(); i++) {
            form.put("AlarmNames.member." + (i + 1), names.get(i));
        }
        if (!names.isEmpty()) {
            emulator.ask(call, "monitoring", form);
        }
    }

    private static Map<String, String> form(String action) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("Action", action);
        form.put("Version", "2010-08-01");
        return form;
    }
}
