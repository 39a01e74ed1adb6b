package dev.muster.testnodes.release;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.muster.testnodes.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The jars a stand-in needs at run time, from wherever this virtual machine has its classes. */
final class Libraries {
    private static final List<Class<?>> ONE_OF_EACH =
            List.of(Refusal.class, ObjectMapper.class, JsonFactory.class, JsonInclude.class, TomlMapper.class);

    private Libraries() {}

    /** Name of each jar with its bytes. */
    static SortedMap<String, byte[]> read() throws IOException {
        SortedMap<String, byte[]> jars = new TreeMap<>();
        for (Class<?> type : ONE_OF_EACH) {
            Path place = place(type);
            boolean folder = Files.isDirectory(place);
            jars.put(
                    folder ? "test-nodes.jar" : place.getFileName() + "",
                    folder ? jar(place) : Files.readAllBytes(place));
        }
        return jars;
    }

    private static Path place(Class<?> type) {
        try {
            URI uri = type.getProtectionDomain().getCodeSource().getLocation().toURI();
            return Path.of(uri);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] jar(Path classes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                ZipEntry entry = new ZipEntry(classes.relativize(file).toString());
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(Files.readAllBytes(file));
            }
        }
        return bytes.toByteArray();
    }
}
