package dev.muster.agent.install;

import java.util.Optional;

/**
 * Why a method does not fit here.
 *
 * @param why such as {@code installing it needs root}
 * @param command what the user can run about it; empty if nothing
 */
record Obstacle(String why, Optional<String> command) {
    static Obstacle of(String why) {
        return new Obstacle(why, Optional.empty());
    }

    static Obstacle of(String why, String command) {
        return new Obstacle(why, Optional.of(command));
    }
}
