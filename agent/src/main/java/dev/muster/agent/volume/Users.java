package dev.muster.agent.volume;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Who has a file or folder below a place open: what keeps it from being unmounted. */
final class Users {
    private static final int SHOWN = 5;

    private final Path proc;

    Users(Path proc) {
        this.proc = proc;
    }

    /** {@code 1234 (litecoind)}, a few at most. */
    List<String> of(Path place) {
        try (Stream<Path> all = Files.list(proc)) {
            return all.filter(each -> String.valueOf(each.getFileName()).matches("\\d+"))
                    .filter(each -> uses(each, place))
                    .map(each -> each.getFileName() + " (" + name(each) + ")")
                    .limit(SHOWN)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static boolean uses(Path process, Path place) {
        return Stream.of("cwd", "root").anyMatch(link -> leadsTo(process.resolve(link), place))
                || open(process).stream().anyMatch(link -> leadsTo(link, place));
    }

    private static List<Path> open(Path process) {
        try (Stream<Path> all = Files.list(process.resolve("fd"))) {
            return all.toList();
        } catch (IOException e) {
            // It has ended meanwhile.
            return List.of();
        }
    }

    private static boolean leadsTo(Path link, Path place) {
        try {
            return Files.readSymbolicLink(link).startsWith(place);
        } catch (IOException e) {
            return false;
        }
    }

    private static String name(Path process) {
        try {
            return Files.readString(process.resolve("comm")).strip();
        } catch (IOException e) {
            return "?";
        }
    }
}
