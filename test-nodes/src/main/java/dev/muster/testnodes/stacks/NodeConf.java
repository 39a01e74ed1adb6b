package dev.muster.testnodes.stacks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.testnodes.Refusal;
import dev.muster.testnodes.toml.StrictToml;
import dev.muster.testnodes.toml.TomlKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The node's configuration file, read as strictly as the real program reads it. */
record NodeConf(JsonNode root) {
    private static final TomlKeys KEYS = TomlKeys.read(NodeConf.class, "node-keys.tsv");

    /**
     * Reads and checks it.
     *
     * <p>Source of the words: stacks-node/src/main.rs of stacks-network/stacks-core at 4.0.2, read 2026-11-22.
     */
    static NodeConf read(Path file) throws Refusal {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new Refusal("Invalid config file: Invalid path: " + e.getMessage());
        }
        NodeConf conf = new NodeConf(parse(text));
        try {
            NodeConfCheck.run(conf);
        } catch (Refusal e) {
            throw new Refusal("Invalid config: " + e.text());
        }
        return conf;
    }

    private static JsonNode parse(String text) throws Refusal {
        try {
            return new StrictToml(KEYS).parse(text);
        } catch (Refusal e) {
            throw new Refusal("Invalid config file: Invalid toml: " + e.text());
        }
    }

    JsonNode at(String section, String key) {
        return root.path(section).path(key);
    }

    Optional<String> text(String section, String key) {
        return Optional.of(at(section, key)).filter(JsonNode::isTextual).map(JsonNode::asText);
    }

    String text(String section, String key, String otherwise) {
        return text(section, key).orElse(otherwise);
    }

    int number(String section, String key, int otherwise) {
        return at(section, key).asInt(otherwise);
    }

    boolean flag(String section, String key) {
        return at(section, key).asBoolean(false);
    }

    String mode() {
        return text("burnchain", "mode", "mocknet");
    }

    boolean mainnet() {
        return mode().equals("mainnet");
    }

    boolean miner() {
        return flag("node", "miner");
    }

    Optional<String> authToken() {
        return text("connection_options", "auth_token");
    }

    /** The port of a value such as {@code 0.0.0.0:20443}. */
    int port(String key, String otherwise) throws Refusal {
        return portOf(text("node", key, otherwise));
    }

    static int portOf(String address) throws Refusal {
        String[] parts = address.split(":", -1);
        if (parts.length != 2 || !parts[1].matches("\\d{1,5}")) {
            throw new Refusal("Failed to parse socket: invalid socket address syntax: " + address);
        }
        return Integer.parseInt(parts[1]);
    }
}
