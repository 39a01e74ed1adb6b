package dev.muster.cli.bundle;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Texts by name, which become a zip; each is cleaned as it comes in. */
public final class Bundle {
    /** Bytes of all that another bundle may hold: some hundred lines of each log are far from it. */
    static final int MOST = 64 << 20;

    /** Names that a zip may bring: no way out of the folder it is unpacked in. */
    private static final Pattern NAME = Pattern.compile("\\w[\\w.-]*(/\\w[\\w.-]*)*");

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

    /**
     * Takes in what another machine has packed, all of it or nothing.
     *
     * @param below goes before each name
     * @throws IOException if it is no zip, larger than a bundle is, or has names that a bundle has not
     */
    public void addZip(String below, byte[] zip) throws IOException {
        SortedMap<String, String> all = new TreeMap<>();
        int left = MOST;
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] bytes = in.readNBytes(left + 1);
                left -= bytes.length;
                if (left < 0 || !NAME.matcher(entry.getName()).matches()) {
                    throw new IOException("it is not what a bundle is, at \"" + entry.getName() + "\"");
                }
                all.put(below + entry.getName(), new String(bytes, StandardCharsets.UTF_8));
            }
        }
        if (all.isEmpty()) {
            throw new IOException("it is empty, or no zip");
        }
        all.forEach(this::add);
    }

    /** What it holds. */
    public SortedMap<String, String> texts() {
        return new TreeMap<>(texts);
    }

    /** Writes the zip. */
    public void write(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            write(out);
        }
    }

    /** The zip, where no disk is to have it. */
    public byte[] bytes() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(out);
        return out.toByteArray();
    }

    private void write(OutputStream out) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (var text : texts.entrySet()) {
                zip.putNextEntry(new ZipEntry(text.getKey()));
                zip.write(text.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
    }
}
