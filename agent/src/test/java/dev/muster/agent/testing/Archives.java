package dev.muster.agent.testing;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Makes archives, hostile ones too: names are written as they are given. */
public final class Archives {
    private static final int FILE = 0100000;
    private static final int LINK = 0120000;

    private Archives() {}

    /** One entry. */
    public sealed interface Entry {
        /** As it is written. */
        String name();
    }

    /** A file. */
    public record Text(String name, String text, int mode) implements Entry {}

    /** A folder. */
    public record Folder(String name) implements Entry {}

    /** A symbolic link. */
    public record Link(String name, String target) implements Entry {}

    /** A hard link; tar only. */
    public record Twin(String name, String target) implements Entry {}

    /** A named pipe; tar only. */
    public record Pipe(String name) implements Entry {}

    /** A file that can be read. */
    public static Entry file(String name, String text) {
        return new Text(name, text, 0644);
    }

    /** A file that can be run. */
    public static Entry program(String name, String text) {
        return new Text(name, text, 0755);
    }

    /** An archive whose kind is told by the file's name. */
    public static byte[] make(String fileName, Entry... entries) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            if (fileName.endsWith(".zip")) {
                zip(bytes, List.of(entries));
            } else {
                tar(packing(fileName, bytes), List.of(entries));
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static OutputStream packing(String fileName, OutputStream out) throws IOException {
        if (fileName.endsWith("xz")) {
            return new XZOutputStream(out, new LZMA2Options(0));
        }
        if (fileName.endsWith(".tar")) {
            return out;
        }
        return fileName.endsWith("zst") ? new ZstdOutputStream(out) : new GZIPOutputStream(out);
    }

    private static void tar(OutputStream out, List<Entry> entries) throws IOException {
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Entry entry : entries) {
                byte[] content =
                        entry instanceof Text text ? text.text().getBytes(StandardCharsets.UTF_8) : new byte[0];
                TarArchiveEntry made = tarEntry(entry);
                made.setSize(content.length);
                tar.putArchiveEntry(made);
                tar.write(content);
                tar.closeArchiveEntry();
                if (out instanceof XZOutputStream xz) {
                    xz.endBlock(); // As those have many that were packed by several threads.
                }
            }
        }
    }

    private static TarArchiveEntry tarEntry(Entry entry) {
        byte type = switch (entry) {
            case Text _ -> TarConstants.LF_NORMAL;
            case Folder _ -> TarConstants.LF_DIR;
            case Link _ -> TarConstants.LF_SYMLINK;
            case Twin _ -> TarConstants.LF_LINK;
            case Pipe _ -> TarConstants.LF_FIFO;
        };
        TarArchiveEntry made = new TarArchiveEntry(entry.name(), type, true);
        switch (entry) {
            case Text text -> made.setMode(FILE | text.mode());
            case Link link -> made.setLinkName(link.target());
            case Twin twin -> made.setLinkName(twin.target());
            case Folder _, Pipe _ -> {}
        }
        return made;
    }

    private static void zip(OutputStream out, List<Entry> entries) throws IOException {
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out)) {
            for (Entry entry : entries) {
                ZipArchiveEntry made = new ZipArchiveEntry(entry.name());
                String content = "";
                if (entry instanceof Text text) {
                    made.setUnixMode(FILE | text.mode());
                    content = text.text();
                } else if (entry instanceof Link link) {
                    made.setUnixMode(LINK | 0777);
                    content = link.target();
                }
                zip.putArchiveEntry(made);
                zip.write(content.getBytes(StandardCharsets.UTF_8));
                zip.closeArchiveEntry();
            }
        }
    }
}
