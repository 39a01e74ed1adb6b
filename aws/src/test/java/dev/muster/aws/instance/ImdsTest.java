package dev.muster.aws.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The metadata service as an agent asks it. Sabotage: a token is kept for ever; one lost answer is taken for the end. */
class ImdsTest {
    private dev.muster.aws.boot.Metadata service;
    private Instant now = Instant.parse("2026-11-23T00:00:00Z");
    private Imds imds;

    @BeforeEach
    void start() throws IOException {
        service = new dev.muster.aws.boot.Metadata();
        imds = Imds.of(Map.of("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://127.0.0.1:" + service.port()), () -> now);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void aValueIsAskedWithAToken() throws IOException {
        assertThat(imds.get("instance-id")).contains(dev.muster.aws.boot.Metadata.INSTANCE);
    }

    @Test
    void whatIsNotAnnouncedIsEmpty() throws IOException {
        assertThat(imds.get("spot/instance-action")).isEmpty();
        service.say("spot/instance-action", "{\"action\":\"terminate\"}");
        assertThat(imds.get("spot/instance-action")).isPresent();
    }

    @Test
    void anAnswerThatIsLostIsAskedForAgain() throws IOException {
        service.away(2);
        assertThat(imds.get("instance-id")).isPresent();
    }

    @Test
    void aTokenThatCountsNoMoreIsReplaced() throws IOException {
        assertThat(imds.get("instance-id")).isPresent();
        service.forgetTokens();
        assertThat(imds.get("instance-id")).isPresent();
    }

    @Test
    void anOldTokenIsReplacedBeforeItEnds() throws IOException {
        assertThat(imds.get("instance-id")).isPresent();
        now = now.plus(Duration.ofHours(7));
        assertThat(imds.get("instance-id")).isPresent();
    }

    @Test
    void whoNeverAnswersIsSaid() {
        service.away(Integer.MAX_VALUE);
        assertThatThrownBy(() -> imds.get("instance-id"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the metadata service does not answer");
    }
}
