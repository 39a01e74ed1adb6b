package dev.muster.agent.probe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prometheus' text format, as far as probes need it. */
final class Prometheus {
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][\\w:]*)(\\{[^}]*})?\\s+(\\S+)(\\s+\\S+)?");

    private Prometheus() {}

    /** Values by the metric's name, of all its labels; and by name with labels, as written. */
    static Map<String, List<Double>> parse(String text) {
        Map<String, List<Double>> series = new HashMap<>();
        text.lines().map(String::strip).filter(line -> !line.startsWith("#")).forEach(line -> sample(line, series));
        return series;
    }

    private static void sample(String line, Map<String, List<Double>> series) {
        Matcher sample = SAMPLE.matcher(line);
        if (!sample.matches()) {
            return;
        }
        double value = number(sample.group(3));
        if (Double.isFinite(value)) {
            String name = sample.group(1);
            series.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
            if (sample.group(2) != null) {
                series.computeIfAbsent(name + sample.group(2), key -> new ArrayList<>())
                        .add(value);
            }
        }
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
