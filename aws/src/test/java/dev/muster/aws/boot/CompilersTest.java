package dev.muster.aws.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.core.Repository;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class CompilersTest {
    /** Red with: a threshold that is another in one of the two. */
    @Test
    void whatRestoresHasTheSameOnesHereAndOnAnInstance() throws IOException {
        String boot = Files.readString(Repository.root().resolve("aws/src/main/resources/dev/muster/aws/boot.sh"));
        String late = boot.lines()
                .filter(line -> line.startsWith("LATE=\""))
                .map(line -> line.substring("LATE=\"".length(), line.length() - 1))
                .findFirst()
                .orElseThrow();
        assertThat(boot).contains("$LATE -jar /opt/muster/muster.jar agent prepare");
        assertThat(Files.readString(Repository.root().resolve("muster")))
                .contains("late='-XX:TieredStopAtLevel=4 " + late + "'");
    }
}
