package dev.muster.core.blueprint;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** The files of a blueprint, wherever they come from: a folder on disk, the jar, a bucket. */
public interface BlueprintFolder {
    /** The blueprint's name: the last part of the folder's path. */
    String name();

    /** What a user calls a file of it: its path as shown in messages. */
    String label(String path);

    /** A file's text by its path below the folder ({@code ../shared/x.yaml} is allowed); empty without it. */
    Optional<String> text(String path);

    /** The texts below {@code files/} by their path there. */
    SortedMap<String, String> templates();

    /** Everything that decides how a node runs, by path: what is copied beside a deployment. No README. */
    SortedMap<String, String> payload();

    /** Files of it, for tests and copies held in memory. */
    static BlueprintFolder of(String name, Map<String, String> files) {
        return new MemoryFolder(name, files);
    }
}
