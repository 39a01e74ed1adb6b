package dev.muster.agent.node;

import dev.muster.agent.files.Whole;
import dev.muster.core.blueprint.SecretDef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** The files of a deployment's secrets: one each, readable by their owner alone. */
public final class Secrets {
    private Secrets() {}

    /** Makes a secret that Muster can make itself, unless it is there already. */
    public static void generate(Path folder, SecretDef secret, RandomGenerator random) throws IOException {
        Path file = folder.resolve(secret.name());
        if (secret.generate().isPresent() && !Files.exists(file)) {
            byte[] bytes = new byte[secret.generate().get()];
            random.nextBytes(bytes);
            Whole.writePrivate(file, HexFormat.of().formatHex(bytes));
        }
    }

    /** Keeps a secret that the user gave. */
    public static void keep(Path folder, String name, String value) throws IOException {
        Whole.writePrivate(folder.resolve(name), value);
    }
}
