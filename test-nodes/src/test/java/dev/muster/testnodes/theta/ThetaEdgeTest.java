package dev.muster.testnodes.theta;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muster.testnodes.Program;
import dev.muster.testnodes.http.Caller;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sabotage: leave PASSWORD out of the blueprint's environment. */
class ThetaEdgeTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String JOBS = "[{\"type\":\"lavita\",\"page\":0,\"num\":10}]";

    @TempDir
    Path folder;

    @Test
    void itWantsBothVariablesAndThePasswordOfItsWallet() throws Exception {
        assertThat(ended(Map.of("EDGELAUNCHER_CONFIG_PATH", folder.toString()))).contains("PASSWORD is not set");
        assertThat(ended(Map.of("PASSWORD", "x"))).contains("EDGELAUNCHER_CONFIG_PATH is not set");
        Wallet.open(folder, "right");
        assertThat(ended(environment("wrong"))).contains("could not decrypt key");
    }

    @Test
    void heightsAreTextsAndJobsEndOneAfterTheOther() throws Exception {
        Map<String, String> environment = environment("right");
        int core = Program.freePort();
        int launcher = Program.freePort();
        environment.put("STANDIN_PORTS", "15888=" + launcher + ",17888=" + core + ",17935=" + Program.freePort());
        environment.put("STANDIN_JOBS_EVERY", "0.2");
        try (Program edge = Program.start(folder, ThetaEdge.class, environment)) {
            edge.await(
                    "peers",
                    () -> call(core, "edgecore.GetPeers", "[]")
                                    .at("/result/peers")
                                    .size()
                            == 24);
            JsonNode status = call(core, "edgecore.GetStatus", "[]").path("result");
            assertThat(status.path("current_height").isTextual()).isTrue();
            assertThat(status.path("chain_id").asText()).isEqualTo("mainnet");
            edge.await("a page of jobs", () -> jobs(launcher).size() == 10);
            long newest = jobs(launcher).path(0).path("end_time").asLong();
            edge.await("a job", () -> jobs(launcher).path(0).path("end_time").asLong() > newest);
            assertThat(jobs(launcher)).hasSize(10);
            assertThat(call(core, "edgecore.GetNothing", "[]").at("/error/code").asInt())
                    .isEqualTo(-32601);
            assertThat(edge.signal("TERM")).isZero();
        }
        assertThat(folder.resolve("edgecore/key/encrypted").toFile().list()).hasSize(1);
    }

    private Map<String, String> environment(String password) {
        return new TreeMap<>(Map.of("EDGELAUNCHER_CONFIG_PATH", folder.toString(), "PASSWORD", password));
    }

    private String ended(Map<String, String> environment) throws Exception {
        try (Program edge = Program.start(folder, ThetaEdge.class, environment)) {
            assertThat(edge.exitCode()).isEqualTo(1);
            return edge.log();
        }
    }

    private static JsonNode jobs(int port) throws IOException {
        return call(port, "edgelauncher.GetPastJobs", JOBS).at("/result/body");
    }

    private static JsonNode call(int port, String method, String params) throws IOException {
        String body = "{\"jsonrpc\":\"2.0\",\"method\":\"" + method + "\",\"params\":" + params + ",\"id\":1}";
        return JSON.readTree(
                Caller.post("http://127.0.0.1:" + port + "/rpc", Map.of(), body).body());
    }
}
