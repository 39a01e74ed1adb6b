package dev.muster.testnodes.options;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What command line and configuration file say, and which of them wins: the command line, then the section of the
 * network, then the lines outside any section. Of the command line the last value counts, of the file the first.
 *
 * <p>Source: src/common/settings.cpp of bitcoin/bitcoin at 1b3d58f128a5, read 2026-11-22.
 */
public final class Settings {
    private static final String LINE = "-";
    private static final String OUTSIDE = "";

    private final OptionList options;
    private final Map<String, Map<String, List<Value>>> spans = new TreeMap<>();
    private String network = "main";

    public Settings(OptionList options) {
        this.options = options;
    }

    public void select(String chosenNetwork) {
        network = chosenNetwork;
    }

    void addFromLine(String name, Value value) {
        add(LINE, name, value);
    }

    void addFromFile(KeyName key, Value value) {
        add(key.section(), key.name(), value);
    }

    private void add(String span, String name, Value value) {
        spans.computeIfAbsent(span, s -> new TreeMap<>())
                .computeIfAbsent(name, n -> new ArrayList<>())
                .add(value);
    }

    /** All values of an option that may be given several times; a negation forgets what came before it. */
    public List<String> all(String name) {
        List<String> result = new ArrayList<>();
        for (List<Value> values : visible(name)) {
            int lastNegation = lastNegation(values);
            values.subList(lastNegation + 1, values.size()).forEach(value -> result.add(value.text()));
            if (lastNegation >= 0) {
                break;
            }
        }
        return result;
    }

    public Optional<String> one(String name) {
        return chosen(name).filter(value -> !value.negated()).map(Value::text);
    }

    public String one(String name, String otherwise) {
        return one(name).orElse(otherwise);
    }

    public boolean flag(String name, boolean otherwise) {
        return chosen(name).map(Value::truth).orElse(otherwise);
    }

    public boolean has(String name) {
        return chosen(name).isPresent();
    }

    public boolean negated(String name) {
        return chosen(name).map(Value::negated).orElse(false);
    }

    /** Options of one network that stand outside any section while another network is chosen. */
    public List<String> misplaced() {
        return options.names().stream().filter(this::misplaced).toList();
    }

    private boolean misplaced(String name) {
        return hidden(name)
                && span(OUTSIDE, name).size() > 0
                && span(LINE, name).isEmpty()
                && span(network, name).isEmpty();
    }

    private boolean hidden(String name) {
        return !network.equals("main")
                && options.find(name).map(Option::networkOnly).orElse(false);
    }

    private Optional<Value> chosen(String name) {
        List<Value> line = span(LINE, name);
        if (!line.isEmpty()) {
            return Optional.of(line.getLast());
        }
        return visible(name).stream()
                .filter(values -> !values.isEmpty())
                .findFirst()
                .map(List::getFirst);
    }

    private List<List<Value>> visible(String name) {
        List<Value> outside = hidden(name) ? List.of() : span(OUTSIDE, name);
        return List.of(span(LINE, name), span(network, name), outside);
    }

    private List<Value> span(String span, String name) {
        return spans.getOrDefault(span, Map.of()).getOrDefault(name, List.of());
    }

    private static int lastNegation(List<Value> values) {
        for (int i = values.size() - 1; i >= 0; i--) {
            if (values.get(i).negated()) {
                return i;
            }
        }
        return -1;
    }
}
