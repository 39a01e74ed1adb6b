package dev.muster.agent.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.agent.testing.Needs;
import org.junit.jupiter.api.Test;

class OpenSslDigestTest {
    @Test
    void theSystemsIsTakenWhereThereIsOne() {
        Needs.that(OpenSslDigest.of("SHA-256", 32).isPresent(), "OpenSSL 3, libcrypto.so.3");
        for (Checksum.Algorithm algorithm : Checksum.Algorithm.values()) {
            assertThat(algorithm.digest()).isInstanceOf(OpenSslDigest.class);
        }
    }

    @Test
    void aDigestThatItDoesNotHaveIsLeftToJava() {
        assertThat(OpenSslDigest.of("SHA-1000", 125)).isEmpty();
    }
}
