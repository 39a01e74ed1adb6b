package dev.muster.core.problem;

/**
 * Where in which file.
 *
 * @param file the file's path as the user wrote it
 * @param line from 1; 0 if the problem is of the file as a whole
 * @param column from 1; 0 if unknown
 * @param path keys from the top, such as {@code aws.volume.size}; empty for the whole document
 */
public record Place(String file, int line, int column, String path) {
    /** The file as a whole. */
    public static Place file(String file) {
        return new Place(file, 0, 0, "");
    }

    /** {@code muster.yaml:4:3 (settings.prune)}. */
    @Override
    public String toString() {
        String at = line == 0 ? file : file + ":" + line + ":" + column;
        return path.isEmpty() ? at : at + " (" + path + ")";
    }
}
