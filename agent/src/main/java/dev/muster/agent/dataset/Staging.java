package dev.muster.agent.dataset;

import dev.muster.agent.files.Json;
import dev.muster.agent.files.Whole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where a dataset is unpacked until it is known to be right: a folder of the same volume, so that moving it into place
 * is only a change of names. After a power cut anywhere the folder is either to be emptied or to be moved on.
 */
record Staging(Path to) {
    /** Left behind by file systems themselves. */
    private static final Set<String> NO_DATA = Set.of("lost+found");

    private Path folder() {
        return to.resolve(".muster-restoring");
    }

    Path files() {
        return folder().resolve("files");
    }

    /** Says that what lies in {@link #files} is right. */
    private Path right() {
        return folder().resolve("right.json");
    }

    /** Says how far it is. */
    CheckpointFile checkpoint() {
        return new CheckpointFile(folder().resolve("checkpoint"));
    }

    /** Says what was restored; stays. */
    private Path done() {
        return to.resolve(".muster-dataset.json");
    }

    boolean isDone() {
        return Files.exists(done());
    }

    /** The first thing in the folder that is not ours; empty if there is none. */
    Optional<String> foreign() throws IOException {
        if (!Files.isDirectory(to)) {
            return Optional.empty();
        }
        try (Stream<Path> all = Files.list(to)) {
            return all.map(each -> String.valueOf(each.getFileName()))
                    .filter(name -> !NO_DATA.contains(name) && !name.startsWith(".muster-"))
                    .sorted()
                    .findFirst();
        }
    }

    /** Finishes what an earlier run had found right; true if there was such a thing. */
    boolean finish() throws IOException {
        if (!Files.exists(right())) {
            return false;
        }
        move();
        return true;
    }

    /** Bytes of the files that are unpacked, also of those that the checkpoint does not know of. */
    long bytes() throws IOException {
        if (!Files.isDirectory(files())) {
            return 0;
        }
        long bytes = 0;
        try (Stream<Path> all = Files.walk(files())) {
            for (Iterator<Path> each = all.iterator(); each.hasNext(); ) {
                bytes += share(
                        Files.readAttributes(each.next(), "unix:size,nlink,isRegularFile", LinkOption.NOFOLLOW_LINKS));
            }
        }
        return bytes;
    }

    /** Each name of a file has its share. */
    private static long share(Map<String, Object> of) {
        return Boolean.TRUE.equals(of.get("isRegularFile")) ? number(of, "size") / number(of, "nlink") : 0;
    }

    private static long number(Map<String, Object> of, String what) {
        return ((Number) Objects.requireNonNull(of.get(what))).longValue();
    }

    /** Begins with an empty folder. */
    void begin() throws IOException {
        drop();
        Files.createDirectories(files());
    }

    /** Begins with what an earlier run had restored, without what it was about to write when it ended. */
    void goOn() throws IOException {
        try (Stream<Path> all = Files.list(folder())) {
            for (Path each : all.filter(each ->
                            !each.equals(files()) && !each.equals(checkpoint().file()))
                    .toList()) {
                Whole.remove(each);
            }
        }
    }

    /** All is right, and on the disk: moves it into place. */
    void commit(Map<String, String> record) throws IOException {
        Whole.write(right(), Json.pretty(record));
        move();
    }

    private void move() throws IOException {
        if (Files.isDirectory(files())) {
            List<Path> all;
            try (Stream<Path> children = Files.list(files())) {
                all = children.toList();
            }
            for (Path each : all) {
                Files.move(each, to.resolve(String.valueOf(each.getFileName())), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        Files.copy(right(), done(), StandardCopyOption.REPLACE_EXISTING);
        drop();
    }

    /** Leaves nothing. First of all nothing that speaks of the files: dropping them may be ended in its midst, too. */
    void drop() throws IOException {
        Files.deleteIfExists(right());
        checkpoint().remove();
        Whole.remove(folder());
    }
}
