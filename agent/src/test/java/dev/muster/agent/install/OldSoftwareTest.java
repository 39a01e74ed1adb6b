package dev.muster.agent.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OldSoftwareTest {
    @TempDir
    Path software;

    private Path older;
    private Path newer;

    @BeforeEach
    void twoVersions() throws IOException {
        older = install("1.0");
        newer = install("2.0");
        Files.writeString(software.resolve("node-apt.log"), "what apt said");
        Files.createDirectories(software.resolve(".node.making"));
    }

    private Path install(String version) throws IOException {
        Shelf shelf = new Shelf(software, "node");
        List<String> identity = List.of("download", version);
        Path staging = shelf.staging();
        Files.writeString(staging.resolve("program"), version);
        shelf.place(staging, identity, Made.program("program", Optional.of(version)));
        return shelf.folder(identity);
    }

    private static String program(Path folder) {
        return folder.toAbsolutePath().resolve("program").toString();
    }

    @Test
    void whatNoSlotWantsGoesAndTheRestStays() throws IOException {
        assertThat(OldSoftware.sweep(software, Set.of(program(newer)), _ -> false))
                .containsExactly(String.valueOf(older.getFileName()));
        assertThat(older).doesNotExist();
        assertThat(newer.resolve("program")).hasContent("2.0");
        assertThat(software.resolve("node-apt.log")).exists();
        assertThat(software.resolve(".node.making")).exists();
    }

    @Test
    void whatAnotherSlotStillWantsStays() throws IOException {
        assertThat(OldSoftware.sweep(software, Set.of(program(newer), program(older)), _ -> false))
                .isEmpty();
        assertThat(older.resolve("program")).hasContent("1.0");
    }

    @Test
    void whatStillRunsStaysUntilTheNextTime() throws IOException {
        assertThat(OldSoftware.sweep(software, Set.of(program(newer)), older::equals))
                .isEmpty();
        assertThat(older.resolve("program")).exists();
    }

    @Test
    void nothingThereIsAsWell() throws IOException {
        assertThat(OldSoftware.sweep(software.resolve("none"), Set.of(), _ -> false))
                .isEmpty();
    }
}
