package dev.muster.core.blueprint;

import dev.muster.core.node.NodeConfig;
import dev.muster.core.node.NodeConfig.Reference;
import dev.muster.core.node.NodeRenderer;
import dev.muster.core.node.SlotPaths;
import dev.muster.core.problem.Problems;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Slots of the bundled blueprints as tests want them: default ports, secrets that say their name. */
public final class Slots {
    private static final Path ROOT = Path.of(System.getProperty("muster.root", "."));
    private static final String KEY = "0101010101010101010101010101010101010101010101010101010101010101";

    private Slots() {}

    /** A bundled blueprint, which must be without fault. */
    public static Blueprint blueprint(String name) {
        Problems problems = new Problems();
        return BlueprintReader.read(Libraries.open(ROOT.resolve("blueprints").resolve(name)), problems)
                .orElseThrow(() -> new AssertionError(problems.list().toString()));
    }

    /** A file of the project. */
    public static Path project(String path) {
        return ROOT.resolve(path);
    }

    /** A slot with these settings and references; secrets are those that the role needs or Muster makes. */
    public static NodeConfig slot(
            Blueprint blueprint,
            String network,
            String role,
            Map<String, String> settings,
            Map<String, Reference> references) {
        Role part = blueprint.roles().get(role);
        Map<String, Integer> ports = new TreeMap<>();
        blueprint.ports(part).forEach(port -> ports.put(port.name(), port.on(network)));
        List<String> secrets = blueprint.secrets().values().stream()
                .filter(secret ->
                        secret.generate().isPresent() || part.requires().contains(secret.name()))
                .map(SecretDef::name)
                .sorted()
                .toList();
        return new NodeConfig(
                NodeConfig.SCHEMA,
                "test",
                1,
                "0123456789abcdef",
                "local",
                blueprint.name().text(),
                "checksum",
                network,
                role,
                blueprint.defaultVersion().map(Version::number).orElse(null),
                settings,
                ports,
                "127.0.0.1",
                List.of(),
                references,
                secrets,
                null,
                null,
                0,
                null);
    }

    /** Its renderer over paths below {@code /slot}; a key is a key, all other secrets say their name. */
    public static NodeRenderer renderer(Blueprint blueprint, NodeConfig node) {
        return new NodeRenderer(
                blueprint,
                node,
                SlotPaths.below(Path.of("/slot"), blueprint.volumes().keySet()),
                name -> name.contains("key") || name.contains("seed") ? KEY : "secret-" + name);
    }
}
