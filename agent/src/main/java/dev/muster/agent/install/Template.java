package dev.muster.agent.install;

import java.util.Map;

/** Fills in the variables of a blueprint's text. */
@FunctionalInterface
public interface Template {
    /**
     * Fills in.
     *
     * @param text such as {@code https://example.org/{{version}}/node-{{arch}}.tar.gz}
     * @param more variables that only the install method knows: {@code arch}
     */
    String render(String text, Map<String, String> more);
}
