package dev.muster.testnodes.standin;

import dev.muster.testnodes.allora.AlloraNode;
import dev.muster.testnodes.allora.LossServer;
import dev.muster.testnodes.allora.ModelServer;
import dev.muster.testnodes.bitcoin.BitcoinRelease;
import dev.muster.testnodes.release.ReleaseArchive;
import dev.muster.testnodes.stacks.StacksNode;
import dev.muster.testnodes.stacks.StacksSigner;
import dev.muster.testnodes.theta.ThetaEdge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Lays out releases of all stand-ins: those of downloads under host and path of their publisher, those of containers
 * under {@code images/<blueprint>-<service>.tar.gz}.
 */
final class StandInReleases {
    private static final String STACKS = "github.com/stacks-network/stacks-core/releases/download/4.0.2";
    private static final Map<String, Class<?>> IMAGES = new TreeMap<>(Map.of(
            "theta-edge", ThetaEdge.class,
            "allora-model", ModelServer.class,
            "allora-truth", ModelServer.class,
            "allora-loss", LossServer.class,
            "allora-worker", AlloraNode.class,
            "allora-reputer", AlloraNode.class));

    private StandInReleases() {}

    static void write(Path root, Map<String, String> knobs) throws IOException {
        BitcoinRelease.build(Files.createDirectories(root.resolve("bitcoincore.org/bin")), knobs);
        stacks(Files.createDirectories(root.resolve(STACKS)), knobs);
        Path images = Files.createDirectories(root.resolve("images"));
        for (Map.Entry<String, Class<?>> image : IMAGES.entrySet()) {
            new ReleaseArchive(image.getKey(), Map.of("program", image.getValue()), knobs)
                    .writeTarGz(images.resolve(image.getKey() + ".tar.gz"));
        }
        sums(images, "SHA-256", "SHA256SUMS");
    }

    /**
     * As the publisher lays them out.
     *
     * <p>Source: .github/scripts/build_binaries.sh and .github/actions/release/generate-checksum/action.yml of
     * stacks-network/stacks-core at 4.0.2, read 2026-11-22.
     */
    private static void stacks(Path folder, Map<String, String> knobs) throws IOException {
        Path first = folder.resolve("linux-musl-x64.zip");
        new ReleaseArchive("", Map.of("stacks-node", StacksNode.class, "stacks-signer", StacksSigner.class), knobs)
                .writeZip(first);
        for (String other : List.of("linux-musl-arm64.zip", "linux-glibc-x64.zip", "linux-glibc-arm64.zip")) {
            Files.copy(first, folder.resolve(other));
        }
        sums(folder, "SHA-512", "CHECKSUMS.txt");
    }

    private static void sums(Path folder, String algorithm, String name) throws IOException {
        StringBuilder lines = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                lines.append(sum(file, algorithm))
                        .append("  ")
                        .append(file.getFileName())
                        .append('\n');
            }
        }
        Files.writeString(folder.resolve(name), lines);
    }

    private static String sum(Path file, String algorithm) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
