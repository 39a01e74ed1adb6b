package dev.muster.aws.price;

import dev.muster.aws.price.PriceFile.PriceFileException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Where figures are found: in the program, and in the user's cache once {@code prices refresh} has written there. */
public final class Prices {
    /** The files in the program, below {@code /prices/}. */
    static final List<String> FILES =
            List.of("instances.json", "savings.json", "volumes.json", "network.json", "traffic.json", "services.json");

    private Prices() {}

    /** The table in the program. */
    public static PriceTable bundled() {
        List<Figure> all = new ArrayList<>();
        FILES.forEach(file -> all.addAll(PriceFile.read(file, resource(file))));
        return new PriceTable(all);
    }

    /**
     * The table in the program, with newer figures of a cache in place of its own. A file there that cannot be used is
     * left out.
     *
     * @param cache folder that {@code prices refresh} writes; need not exist
     */
    public static PriceTable with(Path cache) {
        PriceTable table = bundled();
        for (Path file : files(cache)) {
            table = table.with(cached(file));
        }
        return table;
    }

    private static List<Figure> cached(Path file) {
        try {
            return PriceFile.read(file.toString(), Files.readString(file));
        } catch (IOException | PriceFileException e) {
            return List.of();
        }
    }

    private static List<Path> files(Path cache) {
        if (!Files.isDirectory(cache)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(cache)) {
            return children.filter(child -> child.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String resource(String file) {
        try (InputStream in = Prices.class.getResourceAsStream("/prices/" + file)) {
            if (in == null) {
                throw new IllegalStateException("the price table " + file + " is not in the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
