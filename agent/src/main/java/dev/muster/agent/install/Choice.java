package dev.muster.agent.install;

/** Whether a value can be had, or why not. */
sealed interface Choice<T> {
    /** It can. */
    record Fits<T>(T value) implements Choice<T> {}

    /** It cannot. */
    record Not<T>(Obstacle obstacle) implements Choice<T> {}

    static <T> Choice<T> not(String why) {
        return new Not<>(Obstacle.of(why));
    }
}
