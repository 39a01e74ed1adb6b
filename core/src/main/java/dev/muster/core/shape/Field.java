package dev.muster.core.shape;

/**
 * A key of a block.
 *
 * @param key as written in the file
 * @param required whether it must stand there
 * @param help one sentence for people, with the default if there is one
 */
public record Field(String key, Shape shape, boolean required, String help) {
    /** A key that must stand there. */
    public static Field must(String key, Shape shape, String help) {
        return new Field(key, shape, true, help);
    }

    /** A key that may stand there. */
    public static Field may(String key, Shape shape, String help) {
        return new Field(key, shape, false, help);
    }
}
