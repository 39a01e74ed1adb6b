package dev.muster.testnodes;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a container engine does with {@code --publish}, for a stand-in of a container that runs as a plain process:
 * {@code STANDIN_PORTS=15888=21001,17888=21002} moves the port that the program always has to another one.
 */
public final class PublishedPorts {
    /** The variable. */
    public static final String VARIABLE = "STANDIN_PORTS";

    private PublishedPorts() {}

    /** Where a port of the program is on this machine. */
    public static int of(Map<String, String> environment, int inside) {
        Matcher pair = Pattern.compile("(?:^|,)" + inside + "=(\\d+)").matcher(environment.getOrDefault(VARIABLE, ""));
        return pair.find() ? Integer.parseInt(pair.group(1)) : inside;
    }
}
