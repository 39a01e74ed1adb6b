package dev.muster.testnodes.bitcoin;

import dev.muster.testnodes.release.ReleaseArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Lays out a release as the publisher does: {@code bitcoin-core-<version>/bitcoin-<version>-<host>.tar.gz} with
 * {@code SHA256SUMS} beside it.
 *
 * <p>Source: _releases/31.0.md and _includes/templates/download.html of bitcoin-core/bitcoincore.org at 776e5acd881e,
 * and 31.1/fanquake/all.SHA256SUMS of bitcoin-core/guix.sigs at 3f072b34a069, read 2026-11-22.
 */
public final class BitcoinRelease {
    private static final List<String> HOSTS = List.of("x86_64-linux-gnu", "aarch64-linux-gnu");

    private BitcoinRelease() {}

    /**
     * Builds version 31.1 for all hosts.
     *
     * @return the folder with the archives
     */
    public static Path build(Path directory, Map<String, String> knobs) throws IOException {
        return build(directory, Bitcoind.VERSION, knobs);
    }

    /** Builds any version number; the program is the same and tells 31.1 of itself. */
    public static Path build(Path directory, String version, Map<String, String> knobs) throws IOException {
        Path folder = Files.createDirectories(directory.resolve("bitcoin-core-" + version));
        Path first = folder.resolve(archive(version, HOSTS.getFirst()));
        new ReleaseArchive("bitcoin-" + version, Map.of("bitcoind", Bitcoind.class), knobs).writeTarGz(first);
        StringBuilder sums = new StringBuilder();
        for (String host : HOSTS) {
            Path file = folder.resolve(archive(version, host));
            if (!file.equals(first)) {
                Files.copy(first, file);
            }
            sums.append(sha256(file)).append("  ").append(file.getFileName()).append('\n');
        }
        Files.writeString(folder.resolve("SHA256SUMS"), sums);
        return folder;
    }

    public static String archive(String version, String host) {
        return "bitcoin-" + version + "-" + host + ".tar.gz";
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
