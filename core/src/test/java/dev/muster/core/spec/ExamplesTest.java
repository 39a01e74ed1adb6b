package dev.muster.core.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.core.blueprint.Libraries;
import dev.muster.core.blueprint.Slots;
import dev.muster.core.spec.Spec.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each example is right as it lies there, and for AWS too if it says where. Sabotage: misspell a setting in one. */
class ExamplesTest {
    static Stream<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(Slots.project("examples"))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void isRight(Path file) throws IOException {
        Spec spec = read(file, Target.LOCAL);
        if (spec.aws().isPresent()) {
            assertThat(spec.on(Target.AWS)).isEqualTo(read(file, Target.AWS).on(Target.AWS));
        }
    }

    /** As written, or for AWS; what can only be on AWS is read for it. */
    private static Spec read(Path file, Target target) throws IOException {
        return SpecReader.read(
                        file.toString(),
                        Files.readString(file),
                        Libraries.folder(Slots.project("blueprints")),
                        spec -> target == Target.AWS ? spec.on(Target.AWS) : spec)
                .spec();
    }
}
