package dev.muster.aws.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.aws.fixtures.Matrix;
import dev.muster.core.spec.SpecReader.Resolved;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The amounts in the blueprints' READMEs are those that the price table gives today. */
class ReadmeCostsTest {
    private static final Path BLUEPRINTS = Path.of(System.getProperty("muster.root", ".."), "blueprints");

    /** Nodes of one machine on mainnet, on the hardware of the first role that the blueprint names. */
    static Stream<Resolved> plainNodes() {
        return Matrix.specs().entrySet().stream()
                .filter(entry -> entry.getKey().contains("-mainnet-single-"))
                .map(Map.Entry::getValue)
                .filter(ReadmeCostsTest::ofTheFirstHardware)
                .filter(resolved -> Files.exists(readme(resolved)));
    }

    private static boolean ofTheFirstHardware(Resolved resolved) {
        return resolved.blueprint().hardware().stream()
                .findFirst()
                .filter(hardware ->
                        resolved.spec().role().filter(hardware.role()::equals).isPresent())
                .isPresent();
    }

    @ParameterizedTest
    @MethodSource("plainNodes")
    void namesWhatInstanceAndVolumeCost(Resolved resolved) throws IOException {
        Estimate estimate = Estimate.of(Priced.bills(resolved), Priced.TABLE);
        String type = estimate.lines().stream()
                .filter(line -> line.item().kind() == BillKind.INSTANCE)
                .findFirst()
                .orElseThrow()
                .what()
                .replaceFirst(" .*", "");
        BigDecimal instance = Priced.usd(estimate, BillKind.INSTANCE);
        BigDecimal volume = Priced.usd(estimate, BillKind.VOLUME);
        assertThat(Files.readString(readme(resolved)).replaceAll("\\s+", " "))
                .contains(type + " " + cents(instance))
                .contains(" " + cents(volume))
                .contains(cents(instance.add(volume)));
    }

    private static Path readme(Resolved resolved) {
        return BLUEPRINTS.resolve(resolved.blueprint().name().text()).resolve("README.md");
    }

    private static String cents(BigDecimal usd) {
        return usd.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }
}
