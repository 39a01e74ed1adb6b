package dev.muster.testnodes.bitcoin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Wallets on disk, and those that settings.json has loaded again at the next start. */
record WalletFolder(Path networkDirectory) {
    private static final ObjectMapper JSON = new ObjectMapper();

    Path path(String name) {
        return networkDirectory.resolve("wallets").resolve(name);
    }

    boolean exists(String name) {
        return Files.exists(path(name).resolve("wallet.dat"));
    }

    void create(String name) {
        try {
            Files.createDirectories(path(name));
            Files.writeString(path(name).resolve("wallet.dat"), "stand-in\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> loadedAtStart() {
        try {
            Path file = networkDirectory.resolve("settings.json");
            JsonNode settings = Files.exists(file) ? JSON.readTree(file.toFile()) : JSON.createObjectNode();
            List<String> names = new ArrayList<>();
            settings.path("wallet").forEach(name -> names.add(name.asText()));
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void loadAtStart(String name) {
        List<String> names = new ArrayList<>(loadedAtStart());
        names.add(name);
        ObjectNode settings = JSON.createObjectNode();
        names.stream().distinct().forEach(settings.putArray("wallet")::add);
        try {
            Files.writeString(networkDirectory.resolve("settings.json"), settings.toPrettyString() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
