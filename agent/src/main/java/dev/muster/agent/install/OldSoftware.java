package dev.muster.agent.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Removes installations that an upgrade has left behind. */
public final class OldSoftware {
    private static final Pattern INSTALLATION = Pattern.compile("[a-z].*-[0-9a-f]{16}");

    private OldSoftware() {}

    /**
     * Removes each installation whose program nobody wants any more.
     *
     * @param software folder of a deployment's installations; it need not be there
     * @param wanted programs, as they were told when they were installed
     * @param runs whether a program that runs lies in a folder
     * @return names of the folders that were removed
     */
    public static List<String> sweep(Path software, Set<String> wanted, Predicate<Path> runs) throws IOException {
        List<String> removed = new ArrayList<>();
        if (!Files.isDirectory(software)) {
            return removed;
        }
        for (Path folder : Folders.list(software)) {
            String name = String.valueOf(folder.getFileName());
            boolean installation =
                    INSTALLATION.matcher(name).matches() && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
            if (installation && Shelf.program(folder).filter(wanted::contains).isEmpty() && !runs.test(folder)) {
                Folders.delete(folder);
                removed.add(name);
            }
        }
        return removed;
    }
}
