package dev.muster.testnodes.release;

import dev.muster.testnodes.Knobs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A release of a stand-in: programs in {@code bin/}, what they run on in {@code lib/}, knobs beside them.
 *
 * @param folder the one folder in the archive, such as {@code bitcoin-31.1}
 * @param programs name of each program and its main class
 * @param knobs how the programs behave where a test says nothing else
 */
public record ReleaseArchive(String folder, Map<String, Class<?>> programs, Map<String, String> knobs) {

    public void writeTarGz(Path file) throws IOException {
        try (TarGz tar = new TarGz(file)) {
            tar.folder(folder);
            tar.folder(folder + "/bin");
            for (Map.Entry<String, Class<?>> program : new TreeMap<>(programs).entrySet()) {
                tar.file(folder + "/bin/" + program.getKey(), 0755, utf8(script(program.getValue())));
            }
            tar.folder(folder + "/lib");
            for (Map.Entry<String, byte[]> jar : Libraries.read().entrySet()) {
                tar.file(folder + "/lib/" + jar.getKey(), 0644, jar.getValue());
            }
            tar.file(folder + "/" + Knobs.FILE, 0644, utf8(properties()));
        }
    }

    /** As a zip archive without a top folder, programs at its top; {@code folder} is not used. */
    public void writeZip(Path file) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, Class<?>> program : new TreeMap<>(programs).entrySet()) {
                entry(zip, program.getKey(), utf8(script(program.getValue(), "$(dirname \"$(readlink -f \"$0\")\")")));
            }
            for (Map.Entry<String, byte[]> jar : Libraries.read().entrySet()) {
                entry(zip, "lib/" + jar.getKey(), jar.getValue());
            }
            entry(zip, Knobs.FILE, utf8(properties()));
        }
    }

    private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(content);
    }

    private static String script(Class<?> main) {
        return script(main, "$(dirname \"$(dirname \"$(readlink -f \"$0\")\")\")");
    }

    /** The Java that builds the archive runs it: what starts the node may know of no other. */
    private static String script(Class<?> main, String home) {
        return """
                #!/bin/sh
                home=%3$s
                exec "%1$s/bin/java" -Xmx64m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto \\
                    -Dstandin.home="$home" -cp "$home/lib/*" %2$s "$@"
                """.formatted(System.getProperty("java.home"), main.getName(), home);
    }

    private String properties() {
        StringBuilder lines = new StringBuilder();
        new TreeMap<>(knobs)
                .forEach((name, value) ->
                        lines.append(name).append('=').append(value).append('\n'));
        return lines.toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
