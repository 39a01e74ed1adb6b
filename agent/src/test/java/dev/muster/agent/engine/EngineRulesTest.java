package dev.muster.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.agent.files.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a node may ask of docker's engine, and what comes of it. */
class EngineRulesTest {
    private static final String IMAGE = "docker.io/some/node@sha256:" + "0".repeat(64);

    @TempDir
    Path folder;

    private Path own;
    private EngineRules rules;

    @BeforeEach
    void rules() throws IOException {
        own = Files.createDirectories(folder.toRealPath().resolve("own"));
        Files.createDirectories(own.resolve("data"));
        Files.createDirectories(folder.resolve("foreign"));
        Files.createSymbolicLink(own.resolve("link"), folder.resolve("foreign"));
        rules = new EngineRules(new Tenant("demo/1", "muster-demo-1-", 65_534, 65_534, List.of(own)));
    }

    private Verdict judge(String line, String body) throws IOException {
        String[] words = line.split(" ", -1);
        return rules.judge(words[0], words[1], body.getBytes(StandardCharsets.UTF_8));
    }

    private Verdict create(Map<String, Object> wish, Map<String, Object> host) throws IOException {
        var all = new java.util.TreeMap<String, Object>(Map.of("Image", IMAGE, "HostConfig", host));
        all.putAll(wish);
        return judge("POST /v1.41/containers/create?name=muster-demo-1-edge", Json.line(all));
    }

    private static JsonNode made(Verdict verdict) throws IOException {
        assertThat(verdict).isInstanceOf(Verdict.Pass.class);
        return Json.tree(((Verdict.Pass) verdict).body());
    }

    private static void refused(Verdict verdict, String why) {
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Refused.class, it -> assertThat(it.why()).contains(why));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD /_ping", "GET /_ping", "GET /v1.50/version"})
    void anybodyMayAskWhetherItIsThere(String line) throws IOException {
        assertThat(judge(line, "")).isInstanceOf(Verdict.Pass.class);
    }

    @ParameterizedTest
    @CsvSource({
        "POST /v1.41/containers/0123abcd/start, 0123abcd",
        "POST /v1.41/containers/0123abcd/attach?stderr=1&stdout=1&stream=1, 0123abcd",
        "POST /containers/muster-demo-1-edge/stop?t=9, muster-demo-1-edge",
        "POST /containers/foreign/kill?signal=KILL, foreign",
        "GET /v1.41/containers/foreign/json, foreign",
        "DELETE /v1.41/containers/foreign?force=1, foreign",
    })
    void whatIsAboutAContainerDependsOnWhoseItIs(String line, String container) throws IOException {
        assertThat(judge(line, "")).isEqualTo(new Verdict.IfOurs(container));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1.41/containers/json?all=1",
                "GET /v1.41/info",
                "POST /v1.41/containers/foreign/exec",
                "POST /v1.41/containers/foreign/update",
                "PUT /v1.41/containers/foreign/archive?path=/etc",
                "GET /v1.41/containers/foreign/export",
                "POST /v1.41/build",
                "POST /v1.41/images/create?fromImage=other",
                "POST /v1.41/volumes/create",
                "POST /v1.41/plugins/pull",
                "POST /v1.41/containers/../images/prune",
                "POST /v1.41/containers/create/../create",
                "POST /v1.41/containers/a%2Fb/start",
                "POST //containers/create",
                "POST http://other/containers/create",
            })
    void allElseIsRefused(String line) throws IOException {
        refused(judge(line, "{}"), "a node may not ask the engine for");
    }

    @Test
    void aContainerRunsAsTheNodesUserWithoutAnyRight() throws IOException {
        JsonNode made = made(create(
                Map.of(
                        "Cmd",
                        List.of("run"),
                        "Env",
                        List.of("A=b"),
                        "StopSignal",
                        "SIGINT",
                        "Labels",
                        Map.of("a", "b")),
                Map.of(
                        "NetworkMode",
                        "host",
                        "AutoRemove",
                        true,
                        "Privileged",
                        false,
                        "Binds",
                        List.of(),
                        "ShmSize",
                        7)));
        assertThat(made.path("User").asText()).isEqualTo("65534:65534");
        assertThat(made.path("Labels").toString()).isEqualTo("{\"muster.slot\":\"demo/1\"}");
        assertThat(made.path("StopSignal").asText()).isEqualTo("SIGINT");
        assertThat(made.path("HostConfig").toString())
                .isEqualTo("{\"AutoRemove\":true,\"NetworkMode\":\"host\",\"Mounts\":[],\"CapDrop\":[\"ALL\"],"
                        + "\"SecurityOpt\":[\"no-new-privileges\"],\"LogConfig\":{\"Type\":\"none\"}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Privileged | true | gets no Privileged",
                "Binds | [\"/:/host\"] | gets no Binds",
                "CapAdd | [\"SYS_ADMIN\"] | gets no CapAdd",
                "Devices | [{\"PathOnHost\":\"/dev/sda\"}] | gets no Devices",
                "PidMode | \"host\" | gets no PidMode",
                "UsernsMode | \"host\" | gets no UsernsMode",
                "SecurityOpt | [\"seccomp=unconfined\"] | gets no SecurityOpt",
                "VolumesFrom | [\"other\"] | gets no VolumesFrom",
                "Runtime | \"other\" | gets no Runtime",
                "NetworkMode | \"container:other\" | no network",
                "DeviceRequests | [{\"Driver\":\"cdi\",\"DeviceIDs\":[\"a/b=c\"]}] | all GPUs, or no device",
                "Mounts | [{\"Type\":\"volume\",\"Source\":\"v\",\"Target\":\"/v\"}] | its own folders only",
                "Mounts | [{\"Type\":\"bind\",\"Source\":\"/etc\",\"Target\":\"/e\"}] | may not mount /etc",
                "Mounts | [{\"Type\":\"bind\",\"Source\":\"/nowhere/at/all\",\"Target\":\"/e\"}] | it is not there",
            })
    void whatWouldBeMoreThanAProcessOfTheNodesHasIsRefused(String member, String value, String why) throws IOException {
        refused(create(Map.of(), Map.of(member, Json.MAPPER.readValue(value, Object.class))), why);
    }

    @Test
    void anotherUserAnotherNameAndAnImageByTagAreRefused() throws IOException {
        refused(create(Map.of("User", "0:0"), Map.of()), "runs as 65534:65534 and never as 0:0");
        refused(create(Map.of("Image", "some/node:latest"), Map.of()), "named by its digest");
        refused(
                judge("POST /v1.41/containers/create?name=muster-demo-12-edge", Json.line(Map.of("Image", IMAGE))),
                "begins with \"muster-demo-1-\"");
        refused(judge("POST /v1.41/containers/create", "no json"), "not written in JSON");
    }

    @Test
    void aLinkOutOfTheNodesFoldersIsSeenThrough() throws IOException {
        String mount = "{\"Type\":\"bind\",\"Source\":\"%s\",\"Target\":\"/d\",\"ReadOnly\":true}";
        refused(
                create(Map.of(), Map.of("Mounts", List.of(Json.tree(mount.formatted(own.resolve("link")))))),
                "may not mount");
        JsonNode made =
                made(create(Map.of(), Map.of("Mounts", List.of(Json.tree(mount.formatted(own.resolve("data")))))));
        assertThat(made.at("/HostConfig/Mounts/0").toString()).isEqualTo(mount.formatted(own.resolve("data")));
    }

    @Test
    void allGpusAreGiven() throws IOException {
        JsonNode wish = Json.tree(
                "[{\"Driver\":\"\",\"Count\":-1,\"DeviceIDs\":null,\"Capabilities\":[[\"gpu\"]]," + "\"Options\":{}}]");
        assertThat(made(create(Map.of(), Map.of("DeviceRequests", wish)))
                        .at("/HostConfig/DeviceRequests")
                        .toString())
                .isEqualTo("[{\"Count\":-1,\"Capabilities\":[[\"gpu\"]]}]");
    }
}
