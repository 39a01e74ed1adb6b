package dev.muster.agent.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.agent.testing.Needs;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenSslDigestTest {
    @Test
    void theSystemsIsTakenWhereThereIsOne() {
        Needs.that(OpenSslDigest.of("SHA-256").isPresent(), "OpenSSL 3, libcrypto.so.3");
        for (Checksum.Algorithm algorithm : Checksum.Algorithm.values()) {
            assertThat(algorithm.digest()).isInstanceOf(OpenSslDigest.class);
        }
    }

    @Test
    void aDigestThatItDoesNotHaveIsLeftToJava() {
        assertThat(OpenSslDigest.of("SHA-1000")).isEmpty();
    }

    /** Red with: a state that is copied without a look at it; it would write beside its memory. */
    @Test
    void aStateThatIsNoneIsRefused() {
        byte[] state = Checksum.state(Checksum.Algorithm.SHA256.digest()).orElseThrow();
        byte[] waiting = state.clone();
        waiting[state.length - 8] = 64;
        byte[] other = Checksum.state(Checksum.Algorithm.SHA512.digest()).orElseThrow();
        for (byte[] wrong : List.of(waiting, other, new byte[state.length], new byte[0])) {
            assertThatThrownBy(() -> Checksum.Algorithm.SHA256.from(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no state of SHA256");
        }
    }

    @Test
    void javasKeepsItsStateToItself() {
        assertThat(Checksum.state(Checksum.Algorithm.SHA256.javas())).isEmpty();
    }
}
