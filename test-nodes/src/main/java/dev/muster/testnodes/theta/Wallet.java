package dev.muster.testnodes.theta;

import dev.muster.testnodes.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The node's wallet: made at the first start, opened by its password ever after. */
record Wallet(String address) {
    private static final int BYTES = 20;

    static Wallet open(Path data, String password) throws Refusal, IOException {
        Path folder = Files.createDirectories(data.resolve("edgecore/key/encrypted"));
        List<Path> keys;
        try (Stream<Path> files = Files.list(folder)) {
            keys = files.toList();
        }
        if (keys.isEmpty()) {
            return make(folder, password);
        }
        String address = keys.getFirst().getFileName() + "";
        if (!Files.readString(keys.getFirst()).equals(lock(address, password))) {
            throw new Refusal("could not decrypt key with given passphrase");
        }
        return new Wallet("0x" + address);
    }

    private static Wallet make(Path folder, String password) throws IOException {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        String address = HexFormat.of().formatHex(bytes);
        Files.writeString(folder.resolve(address), lock(address, password));
        return new Wallet("0x" + address);
    }

    private static String lock(String address, String password) {
        try {
            byte[] both = (address + "\n" + password).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(both));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
