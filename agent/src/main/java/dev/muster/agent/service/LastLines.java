package dev.muster.agent.service;

import java.util.List;

/** The last lines a program wrote. */
@FunctionalInterface
public interface LastLines {
    /** At most so many, the oldest first. */
    List<String> read(int most);
}
