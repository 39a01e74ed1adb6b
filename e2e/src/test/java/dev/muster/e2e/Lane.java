package dev.muster.e2e;

import dev.muster.core.blueprint.Blueprint;
import dev.muster.core.blueprint.BlueprintReader;
import dev.muster.core.blueprint.Libraries;
import dev.muster.core.blueprint.PortDef;
import dev.muster.core.plan.NodePlanner;
import dev.muster.core.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * JVMs with tests that run at the same time, each with state folders of its own. Two {@code up} that know nothing of each
 * other may choose one port, and a node that a test has stopped does not hold its own; so each lane but the first has
 * specs with other numbers.
 */
final class Lane {
    private static final String WORD = "lane-";
    private static final int NUMBER =
            Integer.parseInt(System.getProperty("muster.lane", WORD + 1).substring(WORD.length()));
    /** Between lanes, and between deployments of one: more than their nodes ever need. */
    private static final int APART = 100;

    private static final int LITTLE = 10;
    private static final List<String> NAMES = new ArrayList<>();

    private Lane() {}

    /** What a spec needs more; empty if it says its ports itself. */
    static String ports(String spec) {
        return NUMBER == 1 || spec.contains("\nports:") ? "" : "ports: " + numbers(spec) + "\n";
    }

    private static String numbers(String spec) {
        String network = value(spec, "network");
        int shift = APART * (NUMBER - 1) + LITTLE * index(value(spec, "name"));
        List<PortDef> ports =
                new ArrayList<>(blueprint(value(spec, "blueprint")).ports().values());
        ports.add(NodePlanner.AGENT);
        return ports.stream()
                .map(port -> port.name() + ": " + (port.on(network) + shift))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /** Deployments of one lane may stand side by side, too. */
    private static synchronized int index(String name) {
        if (!NAMES.contains(name)) {
            NAMES.add(name);
        }
        if (NAMES.size() * LITTLE > APART) {
            throw new AssertionError("a lane has no ports for so many deployments: " + NAMES);
        }
        return NAMES.indexOf(name);
    }

    private static Blueprint blueprint(String name) {
        return Libraries.folder(Muster.repository("blueprints"))
                .find(name)
                .flatMap(folder -> BlueprintReader.read(folder, new Problems()))
                .orElseThrow();
    }

    private static String value(String spec, String key) {
        Matcher line = Pattern.compile("(?m)^" + key + ": (\\S+)$").matcher(spec);
        if (!line.find()) {
            throw new AssertionError("no " + key + " in " + spec);
        }
        return line.group(1);
    }
}
