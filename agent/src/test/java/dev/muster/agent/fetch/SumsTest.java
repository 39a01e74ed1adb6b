package dev.muster.agent.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SumsTest {
    private static final String A = "a".repeat(64);
    private static final String B = "b".repeat(64);

    @Test
    void readsBothFormsAndBothAlgorithms() {
        String text = A + "  node.tar.gz\n" + B.toUpperCase(java.util.Locale.ROOT) + " *other node.zip\r\n"
                + "c".repeat(128) + "  ./big.tar.xz\n";
        assertThat(Sums.find(text, "node.tar.gz")).contains(Checksum.parse("sha256:" + A));
        assertThat(Sums.find(text, "other node.zip")).contains(Checksum.parse("sha256:" + B));
        assertThat(Sums.find(text, "big.tar.xz")).contains(Checksum.parse("sha512:" + "c".repeat(128)));
        assertThat(Sums.names(text)).containsExactly("node.tar.gz", "other node.zip", "big.tar.xz");
    }

    @Test
    void takesNoLineForAnother() {
        String text = A + "  node.tar.gz.asc\n" + A + "  old-node.tar.gz\n" + A + " node.tar.gz\nnode.tar.gz\n"
                + "a".repeat(63) + "  node.tar.gz\n" + "g".repeat(64) + "  node.tar.gz\n";
        assertThat(Sums.find(text, "node.tar.gz")).isEmpty();
    }

    @Test
    void readsAroundASignature() {
        String text = "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n" + A
                + "  node.tar.gz\n-----BEGIN PGP SIGNATURE-----\n\niQ==\n";
        assertThat(Sums.find(text, "node.tar.gz")).isPresent();
    }

    @Test
    void knowsNothingWhereTwoLinesDiffer() {
        String line = A + "  node.tar.gz\n";
        assertThat(Sums.find(line + line, "node.tar.gz")).isPresent();
        assertThat(Sums.find(line + B + "  node.tar.gz\n", "node.tar.gz")).isEmpty();
    }

    @Test
    void addsUpAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("x"), "abc");
        // FIPS 180-4, the examples of its test vectors for "abc".
        Checksum expected = Checksum.parse("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(expected.of(file)).isEqualTo(expected);
        assertThat(Checksum.parse("sha512:" + "0".repeat(128)).of(file))
                .hasToString("sha512:ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                        + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sha256:", "sha256:ab", "md5:d41d8cd98f00b204e9800998ecf8427e", "ab"})
    void refusesWhatIsNoChecksum(String text) {
        assertThatThrownBy(() -> Checksum.parse(text)).hasMessageContaining("is not a checksum");
    }
}
