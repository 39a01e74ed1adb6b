package dev.muster.agent.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.agent.fetch.Checksum;
import dev.muster.agent.testing.Archives;
import dev.muster.core.fault.Hashes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A dataset for tests: files that do not pack well. */
final class Chain {
    private final List<Archives.Text> files;
    private final byte[] packed;

    private Chain(List<Archives.Text> files, byte[] packed) {
        this.files = files;
        this.packed = packed;
    }

    /** The archive. */
    byte[] packed() {
        return packed;
    }

    static Chain of(String name, int count, int size) {
        Random random = new Random(5);
        List<Archives.Text> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StringBuilder text = new StringBuilder();
            while (text.length() < size) {
                text.append(Long.toHexString(random.nextLong()));
            }
            files.add(new Archives.Text("chain/blk" + i, text.toString(), 0644));
        }
        return new Chain(files, Archives.make(name, files.toArray(Archives.Entry[]::new)));
    }

    Checksum checksum() {
        return sha256(packed);
    }

    static Checksum sha256(byte[] bytes) {
        MessageDigest digest = Checksum.Algorithm.SHA256.digest();
        return Checksum.parse("sha256:" + HexFormat.of().formatHex(digest.digest(bytes)));
    }

    /** All files are there with their bytes, and none else but the mark. */
    void assertIn(Path folder) throws IOException {
        for (Archives.Text file : files) {
            assertThat(folder.resolve(file.name())).hasBinaryContent(file.text().getBytes(StandardCharsets.UTF_8));
        }
        assertThat(all(folder)).hasSize(files.size() + 1).contains(".muster-dataset.json");
    }

    /** Of what {@link #assertIn} looks for. */
    String sum() {
        TreeMap<String, byte[]> bytes = new TreeMap<>();
        files.forEach(file -> bytes.put(file.name(), file.text().getBytes(StandardCharsets.UTF_8)));
        return Hashes.files(bytes);
    }

    /** The same of what lies in a folder, but for the mark. */
    static String sumIn(Path folder) throws IOException {
        TreeMap<String, byte[]> bytes = new TreeMap<>();
        for (String name : all(folder)) {
            if (!name.equals(".muster-dataset.json")) {
                bytes.put(name, Files.readAllBytes(folder.resolve(name)));
            }
        }
        return Hashes.files(bytes);
    }

    /** Paths of all files below. */
    static List<String> all(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .toList();
        }
    }
}
