package dev.muster.agent.run;

import dev.muster.agent.files.Whole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files by which others find the agent. What somebody has removed is put back: without, nobody could call it. */
final class RunFiles {
    private record Kept(Path file, String text, boolean secret) {
        void write() throws IOException {
            if (secret) {
                Whole.writePrivate(file, text);
            } else {
                Whole.write(file, text);
            }
        }
    }

    private final Path slot;
    private final Journal journal;
    private final List<Kept> all = new ArrayList<>();

    /** @param slot its folder; when that goes, nothing is put back */
    RunFiles(Path slot, Journal journal) {
        this.slot = slot;
        this.journal = journal;
    }

    /** Writes a file, and from now on keeps it there; a secret one is for its owner alone. */
    void write(Path file, String text, boolean secret) throws IOException {
        Kept kept = new Kept(file, text, secret);
        kept.write();
        all.add(kept);
    }

    /** Puts back what is gone. */
    void look() {
        for (Kept kept : all) {
            if (Files.notExists(kept.file()) && Files.isDirectory(slot)) {
                putBack(kept);
            }
        }
    }

    private void putBack(Kept kept) {
        try {
            kept.write();
            journal.event("trouble", kept.file() + " was removed by somebody and is put back");
        } catch (IOException e) {
            journal.event("trouble", kept.file() + " was removed and cannot be put back: " + e.getMessage());
        }
    }
}
