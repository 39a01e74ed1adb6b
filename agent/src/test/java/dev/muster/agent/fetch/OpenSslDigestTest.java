package dev.muster.agent.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.agent.testing.Needs;
import java.security.MessageDigest;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class OpenSslDigestTest {
    /** Red with: a wrong length of the slice; a context that is not made anew after a digest. */
    @Property(tries = 200)
    void saysWhatJavaSays(@ForAll Checksum.Algorithm algorithm, @ForAll @Size(max = 5) byte[][] parts) {
        MessageDigest java = algorithm.javas();
        MessageDigest system = algorithm.digest();
        for (int twice = 0; twice < 2; twice++) {
            for (byte[] part : parts) {
                java.update(part, part.length / 3, part.length - part.length / 3);
                system.update(part, part.length / 3, part.length - part.length / 3);
                java.update((byte) twice);
                system.update((byte) twice);
            }
            assertThat(system.digest()).isEqualTo(java.digest());
        }
        java.update((byte) 1);
        system.update((byte) 1);
        java.reset();
        system.reset();
        assertThat(system.digest()).hasSize(system.getDigestLength()).isEqualTo(java.digest());
    }

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
