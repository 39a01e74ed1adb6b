package dev.muster.agent.container;

import java.nio.file.Path;

/**
 * A folder of the machine that is seen in a container.
 *
 * @param source absolute; must exist
 * @param target absolute path inside
 */
public record Mount(Path source, String target, boolean readOnly) {
    public Mount {
        if (source.toString().contains(",") || target.contains(",")) {
            throw new IllegalArgumentException(
                    "a container cannot mount \"" + source + "\" at \"" + target + "\": a path with a comma");
        }
    }

    /** The value of {@code --mount}. */
    String argument() {
        return "type=bind,source=" + source + ",target=" + target + (readOnly ? ",readonly" : "");
    }
}
