package dev.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The run that fills the launcher's cache is silent, works with nothing up, and leaves nothing behind. */
class TrainTest {
    @TempDir
    Path folder;

    @Test
    void itGoesThroughCommandsWithoutAWordOrATrace() {
        Typed typed = Typed.below(folder);
        assertThat(typed.run("__train")).as(typed.err()).isZero();
        assertThat(typed.out() + typed.err()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }
}
