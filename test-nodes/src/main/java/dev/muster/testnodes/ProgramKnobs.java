package dev.muster.testnodes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The knobs of a program: in its data folder, in the environment, beside the program. */
public final class ProgramKnobs {
    private ProgramKnobs() {}

    /** @param data folder of the node's data */
    public static Knobs in(Path data) {
        List<Path> files = new ArrayList<>(List.of(data.resolve(Knobs.FILE)));
        String home = System.getProperty("standin.home", "");
        Path beside = Path.of(home).resolve(Knobs.FILE);
        if (!home.isEmpty() && Files.exists(beside)) {
            files.add(beside);
        }
        return new Knobs(files, System.getenv());
    }
}
