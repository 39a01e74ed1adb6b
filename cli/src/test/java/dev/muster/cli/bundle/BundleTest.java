package dev.muster.cli.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.local.StateFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What another machine has packed comes in cleaned, below its folder, and whole or not at all: that machine may be in
 * the wrong hands.
 *
 * <p>Sabotage: names are taken as they are; what was read before the bad name stays.
 */
class BundleTest {
    @TempDir
    Path folder;

    private Bundle bundle() throws IOException {
        return new Bundle(Redaction.of(new StateFolder(folder, folder)));
    }

    private static byte[] zip(String... names) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write("password=canary\n".getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    @Test
    void itComesInBelowItsFolderAndCleaned() throws IOException {
        Bundle bundle = bundle();
        bundle.addZip("1/", zip("about.txt", "logs/node.log"));
        assertThat(bundle.texts()).containsOnlyKeys("1/about.txt", "1/logs/node.log");
        assertThat(bundle.texts().values())
                .allSatisfy(text -> assertThat(text).contains("[removed]").doesNotContain("canary"));
    }

    @Test
    void aNameThatLeadsElsewhereIsRefusedWithAllTheRest() throws IOException {
        Bundle bundle = bundle();
        for (String name : new String[] {"../2/about.txt", "/etc/passwd", "logs/../../x", "a\\b", ".x", "logs/"}) {
            byte[] zip = zip("about.txt", name);
            assertThatThrownBy(() -> bundle.addZip("1/", zip))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(name);
        }
        assertThat(bundle.texts()).isEmpty();
    }

    @Test
    void whatIsNoZipIsRefused() throws IOException {
        Bundle bundle = bundle();
        assertThatThrownBy(() -> bundle.addZip("1/", "hello".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no zip");
    }
}
