package dev.muster.testnodes.http;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Numbers in Prometheus' text format; one shows up when it is first set. */
public final class Counters {
    private final Map<String, Double> values = new ConcurrentSkipListMap<>();

    /** @param series name, with labels if it has any */
    public void add(String series) {
        values.merge(series, 1.0, Double::sum);
    }

    public void set(String series, double value) {
        values.put(series, value);
    }

    public double get(String series) {
        return values.getOrDefault(series, 0.0);
    }

    public String text() {
        StringBuilder text = new StringBuilder();
        values.forEach((series, value) ->
                text.append(series).append(' ').append(number(value)).append('\n'));
        return text.toString();
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }
}
