package dev.muster.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.agent.files.Json;
import dev.muster.agent.probe.Answers.Parsed;
import dev.muster.core.blueprint.Probes.ValueAt;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuesTest {
    private static final String PEERS = """
            {"peers": [{"h": 5, "up": true}, {"h": "0x10"}, {"h": "7"}, {"h": null}, {"h": "abc"}],
             "named": {"a": {"h": 1}, "b": {"h": 2}}, "a/b": {"~c": 3}, "empty": [], "big": "123456789012345678901234"}""";

    private static Values values(String json) throws IOException {
        return new Values(Map.of("c", new Parsed.Json(Json.tree(json))));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "/peers/*/h, max, 16",
                "/peers/*/h, min, 5",
                "/peers/*/h, sum, 28",
                "/peers/*/h, first, 5",
                "/peers/*, count, 5",
                "/peers, count, 5",
                "/peers/*/up, count, 1",
                "/named/*/h, sum, 3",
                "/named, count, 2",
                "/empty, count, 0",
                "/empty/*, count, 0",
                "/empty/*/h, max, -",
                "/a~1b/~0c, first, 3",
                "/peers/1/h, first, 16",
                "/peers/9/h, first, -",
                "/peers/x/h, first, -",
                "/big, first, -",
                "/nothing, first, -",
            })
    void pointersAndWhatIsTaken(String pointer, String take, Long expected) throws IOException {
        assertThat(values(PEERS).count(new ValueAt("c", pointer, take))).isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void aCallWithoutAnswerCountsNothing() throws IOException {
        assertThat(values("{}").count(new ValueAt("other", "/peers", "count"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1700000000, 2023-11-14T22:13:20Z",
        "1700000000000, 2023-11-14T22:13:20Z",
        "\"0x6553f100\", 2023-11-14T22:13:20Z",
        "\"2023-11-14T22:13:20Z\", 2023-11-14T22:13:20Z",
    })
    void times(String json, String expected) throws IOException {
        assertThat(values(json).time(new ValueAt("c", "", "first"))).hasValue(Instant.parse(expected));
    }
}
