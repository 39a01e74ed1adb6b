package dev.muster.testnodes.stacks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.testnodes.Refusal;
import dev.muster.testnodes.toml.StrictToml;
import dev.muster.testnodes.toml.TomlKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The signer's configuration file.
 *
 * <p>Source: stacks-signer/src/config.rs of stacks-network/stacks-core at 4.0.2, read 2026-11-22.
 */
record SignerConf(JsonNode root) {
    private static final TomlKeys KEYS = TomlKeys.read(SignerConf.class, "signer-keys.tsv");

    static SignerConf read(Path file) throws Refusal {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new Refusal("Invalid path: " + e.getMessage());
        }
        SignerConf conf = new SignerConf(parse(text));
        conf.check();
        return conf;
    }

    private static JsonNode parse(String text) throws Refusal {
        try {
            return new StrictToml(KEYS).parse(text);
        } catch (Refusal e) {
            throw new Refusal("ParseError(\"" + e.text() + "\")");
        }
    }

    private void check() throws Refusal {
        refuse("network", List.of("mainnet", "testnet", "mocknet").contains(text("network")));
        refuse("stacks_private_key", text("stacks_private_key").matches("[0-9a-fA-F]{64}(01)?"));
        refuse("node_host", text("node_host").matches("[A-Za-z0-9.-]+:\\d{1,5}"));
        refuse("endpoint", text("endpoint").matches("[A-Za-z0-9.-]+:\\d{1,5}"));
        refuse(
                "metrics_endpoint",
                text("metrics_endpoint").isEmpty() || text("metrics_endpoint").matches("[A-Za-z0-9.-]+:\\d{1,5}"));
        refuse("db_path", text("db_path").equals(":memory:") || Files.isDirectory(db().resolveSibling(".")));
    }

    private void refuse(String key, boolean right) throws Refusal {
        if (!right) {
            String value = key.contains("key") ? "..." : text(key);
            throw new Refusal("BadField(\"identifier=" + key + ", value=" + value + "\")");
        }
    }

    String text(String key) {
        return root.path(key).asText("");
    }

    Path db() {
        return Path.of(text("db_path")).toAbsolutePath();
    }

    boolean mainnet() {
        return text("network").equals("mainnet");
    }
}
