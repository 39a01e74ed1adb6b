package dev.muster.testnodes.standin;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A private copy of blueprints in which the software comes from a {@link StandInServer}. Templates, commands, ports,
 * probes and signals stay as they are; see {@link Rewriting} for what does not. The copy is JSON, which is YAML.
 */
public final class StandInBlueprints {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What tests run as it is: its blueprints are copied unchanged. */
    private static final Set<String> REAL = Set.of("anvil", "litecoin");

    private StandInBlueprints() {}

    /**
     * Copies all blueprints of a folder.
     *
     * @param blueprints folder of blueprint folders
     * @param server where the stand-ins are fetched, such as {@link StandInServer#url}
     * @param copy made if it is not there
     * @return {@code copy}
     */
    public static Path of(Path blueprints, String server, Path copy) throws IOException {
        try (Stream<Path> files = Files.walk(blueprints)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                Path target = copy.resolve(blueprints.relativize(file).toString());
                Files.createDirectories(target.resolveSibling("."));
                boolean own = !REAL.contains(folder(file))
                        && (file.endsWith("blueprint.yaml") || folder(file).equals("shared"));
                Files.writeString(target, own ? rewritten(file, server) : Files.readString(file));
            }
        }
        return copy;
    }

    private static String folder(Path file) {
        return file.toAbsolutePath().resolveSibling(".").normalize().getFileName() + "";
    }

    private static String rewritten(Path file, String server) throws IOException {
        Object document = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
        String name = folder(file);
        if (document instanceof Map<?, ?> map) {
            return JSON.writerWithDefaultPrettyPrinter()
                    .writeValueAsString(new Rewriting(name, server).of(JSON.valueToTree(map)));
        }
        throw new IOException(file + " is not a block of keys");
    }
}
