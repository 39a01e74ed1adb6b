package dev.muster.agent.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class OpenSslDigestPropertyTest {
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

    /** Red with: a state that leaves out bytes which wait for a whole block. */
    @Property(tries = 100)
    void goesOnFromAState(
            @ForAll Checksum.Algorithm algorithm,
            @ForAll @Size(max = 300) byte[] first,
            @ForAll @Size(max = 300) byte[] second) {
        MessageDigest java = algorithm.javas();
        java.update(first);
        java.update(second);
        MessageDigest system = algorithm.digest();
        system.update(first);
        byte[] state = Checksum.state(system).orElseThrow();
        system.update(second);
        MessageDigest later = algorithm.from(state).orElseThrow();
        later.update(second);
        assertThat(later.digest()).isEqualTo(java.digest()).isEqualTo(system.digest());
    }
}
