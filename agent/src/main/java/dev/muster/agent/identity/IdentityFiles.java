package dev.muster.agent.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Where a node's self lies.
 *
 * @param volume where the volume {@code data} is mounted
 * @param paths below it, of files and folders, as the blueprint names them
 */
public record IdentityFiles(Path volume, List<String> paths) {
    public IdentityFiles {
        paths = List.copyOf(paths);
    }

    /** The files there are, by their path below the volume. Links, sockets and the like are no part of a self. */
    public SortedMap<String, Path> there() throws IOException {
        SortedMap<String, Path> all = new TreeMap<>();
        for (String path : paths) {
            Path at = volume.resolve(path).normalize();
            if (at.startsWith(volume) && !Files.isSymbolicLink(at) && Files.exists(at)) {
                try (Stream<Path> below = Files.walk(at)) {
                    below.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                            .forEach(file -> all.put(volume.relativize(file).toString(), file));
                } catch (NoSuchFileException _) {
                    // The node has taken it away meanwhile: another look will tell.
                }
            }
        }
        return all;
    }

    /** Whether a file of an archive lies where the blueprint says that the self lies. */
    boolean covers(String file) {
        Path at = volume.resolve(file).normalize();
        return paths.stream()
                .anyMatch(path -> at.startsWith(volume.resolve(path).normalize()));
    }

    /**
     * Files that are worth nothing without each other: those of one path, and of paths whose name begins with that one,
     * as a database and its journal.
     */
    List<List<String>> units(Collection<String> files) {
        SortedMap<String, List<String>> units = new TreeMap<>();
        for (String file : files) {
            units.computeIfAbsent(head(file), head -> new ArrayList<>()).add(file);
        }
        units.values().forEach(Collections::sort);
        return List.copyOf(units.values());
    }

    /** The shortest of the paths that a file's name begins with. */
    private String head(String file) {
        return paths.stream()
                .filter(file::startsWith)
                .min((one, other) -> Integer.compare(one.length(), other.length()))
                .orElse(file);
    }
}
