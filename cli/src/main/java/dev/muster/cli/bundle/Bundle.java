package dev.muster.cli.bundle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Texts by name, which become a zip; each is cleaned as it comes in. */
public final class Bundle {
    private final Redaction redaction;
    private final SortedMap<String, String> texts = new TreeMap<>();

    public Bundle(Redaction redaction) {
        this.redaction = redaction;
    }

    /** Takes a text in. */
    public void add(String name, String text) {
        texts.put(name, redaction.clean(text));
    }

    /** Takes a file in, if it is there. */
    public void add(String name, Path file) throws IOException {
        if (Files.isRegularFile(file)) {
            add(name, Files.readString(file));
        }
    }

    /** What it holds. */
    public SortedMap<String, String> texts() {
        return new TreeMap<>(texts);
    }

    /** Writes the zip. */
    public void write(Path file) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var text : texts.entrySet()) {
                zip.putNextEntry(new ZipEntry(text.getKey()));
                zip.write(text.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
    }
}
