package dev.muster.agent.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.agent.files.Whole;
import dev.muster.agent.testing.Archives;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * A tar whose unpacking is ended anywhere, again and again, and gone on with from the last place each time.
 *
 * <p>Sabotages: content counted from the mark instead of the header; what fills an entry up left out; a header of which
 * only the last record is kept; links that are forgotten; a leftover that is not replaced.
 */
class GoneOnPropertyTest {
    private static final Budget PLENTY = new Budget(1L << 30, 10_000);

    private static int goneOn;

    @AfterContainer
    static void mostRunsBeganInTheMidst() {
        assertThat(goneOn).isGreaterThan(100);
    }

    @Property(tries = 50)
    void whereverItIsEndedTheRestMakesItWhole(@ForAll Random random) throws IOException {
        Path folder = Files.createTempDirectory("gone-on");
        try {
            byte[] tar = Archives.make("a.tar", entries(random));
            Path whole = Files.createDirectory(folder.resolve("whole"));
            Unpacker.unpack(new BareTar(tar, 0, 512, tar.length), Optional.empty(), whole, PLENTY, _ -> {});
            Path parts = Files.createDirectory(folder.resolve("parts"));
            int runs = inParts(tar, parts, random);
            assertThat(all(parts)).as("after " + runs + " runs").isEqualTo(all(whole));
        } finally {
            Whole.remove(folder);
        }
    }

    private static int inParts(byte[] tar, Path into, Random random) throws IOException {
        Optional<Place> begun = Optional.empty();
        for (int run = 1; ; run++) {
            int from =
                    (int) begun.map(place -> place.mark().packed()).orElse(0L).longValue();
            // Mostly one run ends soon after another, and some of them in the same entry.
            int end = run > 8 ? tar.length : from + random.nextInt(1 + (tar.length - from) / (1 + random.nextInt(4)));
            Places places = new Places();
            try {
                int grain = random.nextBoolean() ? 512 : 1 + random.nextInt(3_000);
                BareTar bare = new BareTar(tar, from, grain, end);
                Unpacker.unpack(bare, 100 + random.nextInt(1_000), begun, into, PLENTY, places);
                return run;
            } catch (IOException e) {
                assertThat(e).hasMessageContaining("ended by the test");
                Optional<Place> before = begun;
                begun = places.last().or(() -> before);
                goneOn += begun.isPresent() ? 1 : 0;
                if (begun.isEmpty()) {
                    Whole.remove(into);
                    Files.createDirectory(into);
                }
            }
        }
    }

    private static Archives.Entry[] entries(Random random) {
        List<Archives.Entry> all = new ArrayList<>();
        List<String> files = new ArrayList<>();
        for (int i = 0; i < 20 + random.nextInt(60); i++) {
            String name = "d" + random.nextInt(3) + "/" + (random.nextInt(4) == 0 ? "long".repeat(60) : "") + i;
            switch (random.nextInt(8)) {
                case 0 -> all.add(new Archives.Folder("folder" + i + "/"));
                case 1 -> all.add(files.isEmpty() ? new Archives.Folder("none" + i) : link(name, files, random));
                case 2 -> all.add(files.isEmpty() ? new Archives.Folder("none" + i) : twin(name, files, random));
                default -> {
                    files.add(name);
                    all.add(new Archives.Text(name, text(random), random.nextInt(30) == 0 ? 0755 : 0644));
                }
            }
        }
        all.add(Archives.file("last", "one"));
        return all.toArray(Archives.Entry[]::new);
    }

    private static Archives.Entry link(String name, List<String> files, Random random) {
        return new Archives.Link(name, "../" + files.get(random.nextInt(files.size())));
    }

    private static Archives.Entry twin(String name, List<String> files, Random random) {
        return new Archives.Twin(name, files.get(random.nextInt(files.size())));
    }

    private static String text(Random random) {
        byte[] bytes = new byte[random.nextInt(3) == 0 ? 256 * random.nextInt(3) : random.nextInt(2_000)];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static Map<String, String> all(Path folder) throws IOException {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path path : walk.toList()) {
                found.put(folder.relativize(path).toString(), what(path));
            }
        }
        return found;
    }

    private static String what(Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            return "to " + Files.readSymbolicLink(path);
        }
        if (Files.isDirectory(path)) {
            return "folder";
        }
        return Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS) + " "
                + Files.getAttribute(path, "unix:nlink") + " " + Arrays.hashCode(Files.readAllBytes(path));
    }
}
