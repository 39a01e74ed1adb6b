package dev.muster.agent.volume;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The table of mounts, {@code /proc/self/mountinfo}: {@code 42 27 7:0 / /data rw,noatime - xfs /dev/loop0 rw}, the third
 * field the device, the fifth the place; as Linux 6.18 wrote it (2026-11-22).
 */
final class Mounts {
    private static final int NUMBER = 2;
    private static final int POINT = 4;
    private static final int FIELDS = 6;

    private final Path table;

    Mounts(Path table) {
        this.table = table;
    }

    /** Where the device of this number is mounted. */
    List<Path> of(String number) throws IOException {
        return fields().filter(each -> each[NUMBER].equals(number))
                .map(each -> Path.of(plain(each[POINT])))
                .toList();
    }

    /** Numbers of what is mounted at a place, the lowest first: a later mount hides an earlier one. */
    List<String> at(Path point) throws IOException {
        return fields().filter(each -> plain(each[POINT]).equals(point.toString()))
                .map(each -> each[NUMBER])
                .toList();
    }

    private java.util.stream.Stream<String[]> fields() throws IOException {
        return Files.readAllLines(table).stream().map(line -> line.split(" ")).filter(each -> each.length >= FIELDS);
    }

    /** Blanks and the like are written in octal. */
    private static String plain(String text) {
        return text.replace("\\040", " ")
                .replace("\\011", "\t")
                .replace("\\012", "\n")
                .replace("\\134", "\\");
    }
}
