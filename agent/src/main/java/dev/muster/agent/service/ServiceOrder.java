package dev.muster.agent.service;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How a program is to be run, right before it is.
 *
 * @param fingerprint of all that decides how it runs
 * @param environment its whole environment
 * @param log what it writes goes to the end of this file
 */
public record ServiceOrder(
        String fingerprint, List<String> command, Map<String, String> environment, Path folder, Path log) {
    /** Makes the order when it is needed: files are written, leftovers removed. */
    @FunctionalInterface
    public interface Maker {
        /** @throws java.io.IOException if a file cannot be written */
        ServiceOrder make() throws java.io.IOException;
    }
}
