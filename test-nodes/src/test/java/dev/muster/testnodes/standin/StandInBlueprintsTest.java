package dev.muster.testnodes.standin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muster.testnodes.http.Caller;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sabotage: leave a service's image out of {@code StandInReleases}. */
class StandInBlueprintsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void everyBlueprintsSoftwareIsServedWithItsChecksum() throws Exception {
        Path blueprints = Path.of(System.getProperty("muster.root", ".."), "blueprints");
        try (StandInServer server = StandInServer.start(folder.resolve("www"), Map.of())) {
            Path copy = StandInBlueprints.of(blueprints, server.url(), folder.resolve("copy"));
            for (String name : new String[] {"stacks", "theta", "allora", "bitcoin"}) {
                JsonNode blueprint =
                        JSON.readTree(copy.resolve(name + "/blueprint.yaml").toFile());
                String version = version(blueprint);
                for (Map.Entry<String, JsonNode> service :
                        blueprint.path("services").properties()) {
                    JsonNode download =
                            service.getValue().path("install").path(0).path("download");
                    served(name + "/" + service.getKey(), download, version);
                }
            }
        }
    }

    private static String version(JsonNode blueprint) {
        for (JsonNode version : blueprint.path("versions")) {
            if (version.path("default").asBoolean()) {
                return version.path("version").asText();
            }
        }
        return "";
    }

    private static void served(String what, JsonNode download, String version) throws Exception {
        String url = fill(download.path("url").asText(), version, download);
        String sums = Caller.get(fill(download.path("sums").asText(), version, download))
                .body();
        String file = url.substring(url.lastIndexOf('/') + 1);
        String line = sums.lines()
                .filter(each -> each.endsWith("  " + file))
                .findFirst()
                .orElseThrow(() -> new AssertionError(what + ": " + file + " is not in " + sums));
        String wanted = line.substring(0, line.indexOf(' '));
        MessageDigest digest = MessageDigest.getInstance(wanted.length() == 128 ? "SHA-512" : "SHA-256");
        try (InputStream in = URI.create(url).toURL().openStream()) {
            assertThat(HexFormat.of().formatHex(digest.digest(in.readAllBytes())))
                    .as(what)
                    .isEqualTo(wanted);
        }
    }

    private static String fill(String text, String version, JsonNode download) {
        return text.replace("{{version}}", version)
                .replace("{{arch}}", download.path("archs").path("x86_64").asText());
    }

    @Test
    void aContainerBecomesAPlainProcessOnItsPorts() throws Exception {
        Path blueprints = Path.of(System.getProperty("muster.root", ".."), "blueprints");
        Path copy = StandInBlueprints.of(blueprints, "http://127.0.0.1:1", folder.resolve("copy"));

        JsonNode theta = JSON.readTree(copy.resolve("theta/blueprint.yaml").toFile());
        JsonNode environment = theta.at("/services/edge/environment");
        assertThat(environment.path("EDGELAUNCHER_CONFIG_PATH").asText()).isEqualTo("{{volume.data}}");
        assertThat(environment.path("STANDIN_PORTS").asText().split(","))
                .containsExactlyInAnyOrder("15888={{port.launcher}}", "17888={{port.core}}", "17935={{port.encoder}}");
        assertThat(copy.resolve("stacks/files/node.toml"))
                .hasSameTextualContentAs(blueprints.resolve("stacks/files/node.toml"));
        assertThat(JSON.readTree(copy.resolve("stacks/blueprint.yaml").toFile()).at("/probes/tips"))
                .hasSize(1);
    }

    @Test
    void whatCanBeHadStaysAsItIs() throws Exception {
        Path blueprints = Path.of(System.getProperty("muster.root", ".."), "blueprints");
        Path copy = StandInBlueprints.of(blueprints, "http://127.0.0.1:1", folder.resolve("copy"));
        for (String real : new String[] {"anvil", "litecoin"}) {
            assertThat(copy.resolve(real + "/blueprint.yaml"))
                    .hasSameTextualContentAs(blueprints.resolve(real + "/blueprint.yaml"));
        }
    }
}
