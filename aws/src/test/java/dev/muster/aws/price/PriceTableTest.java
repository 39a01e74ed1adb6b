package dev.muster.aws.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.aws.price.PriceFile.PriceFileException;
import dev.muster.core.value.Region;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The table in the program: whole, dated, and never one region's figure for another. */
class PriceTableTest {
    static final List<String> FILES = Prices.FILES;

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Region VIRGINIA = new Region("us-east-1");
    private static final PriceTable TABLE = Prices.bundled();

    @ParameterizedTest
    @FieldSource("FILES")
    void everyFigureSaysUnitSourceAndDate(String file) throws Exception {
        String good = Prices.resource(file);
        assertThat(PriceFile.read(file, good)).isNotEmpty().allSatisfy(figure -> {
            assertThat(figure.source().where()).hasSizeGreaterThan(10).doesNotContain("/work", "read_file");
            assertThat(figure.source().date()).matches("20\\d\\d-[01]\\d(-[0-3]\\d)?");
            assertThat(figure.usd()).isPositive();
        });
        for (int block = 0; block < MAPPER.readTree(good).path("blocks").size(); block++) {
            int at = block;
            refused(file, good, root -> ((ObjectNode) root.path("blocks").get(at)).remove("unit"));
            refused(file, good, root -> ((ObjectNode) root.path("blocks").get(at)).put("unit", "fortnight"));
            refused(file, good, root -> ((ObjectNode) root.path("blocks").get(at)).remove("source"));
        }
        refused(file, good, root -> root.path("sources").forEach(source -> ((ObjectNode) source).remove("date")));
        refused(file, good, root -> root.path("sources").forEach(source -> ((ObjectNode) source).put("where", "")));
        refused(file, good, root -> ((ObjectNode) root).put("currency", "EUR"));
    }

    private static void refused(String file, String good, Consumer<JsonNode> harm) throws Exception {
        JsonNode root = MAPPER.readTree(good);
        harm.accept(root);
        assertThatThrownBy(() -> PriceFile.read(file, root.toString()))
                .isInstanceOf(PriceFileException.class)
                .hasMessageStartingWith(file);
    }

    @Test
    void noFigureStandsTwice() {
        Set<Figure.Key> keys = new HashSet<>();
        FILES.forEach(file -> PriceFile.read(file, Prices.resource(file))
                .forEach(figure -> assertThat(keys.add(figure.key()))
                        .as("%s", figure.key())
                        .isTrue()));
        assertThat(TABLE.figures()).hasSameSizeAs(keys);
    }

    @Test
    void allFilesOfTheFolderAreRead() throws Exception {
        Path folder = Path.of(PriceTableTest.class
                        .getResource("/prices/instances.json")
                        .toURI())
                .getParent();
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).hasSameElementsAs(FILES);
        }
    }

    @Test
    void onlySpotPricesAreMissingAltogether() {
        Set<Item> known = EnumSet.noneOf(Item.class);
        TABLE.figures().forEach(figure -> known.add(figure.item()));
        assertThat(EnumSet.complementOf(EnumSet.copyOf(known))).containsExactly(Item.SPOT);
    }

    @Test
    void aRegionWithoutAFigureHasNoPrice() {
        assertThat(usd(Item.INSTANCE, VIRGINIA, "m5.large")).isEqualByComparingTo("0.096");
        assertThat(TABLE.find(Item.INSTANCE, new Region("sa-east-1"), "m5.large"))
                .isEmpty();
        assertThat(TABLE.find(Item.INSTANCE, VIRGINIA, "m99.large")).isEmpty();
        assertThat(TABLE.find(Item.ALARM, new Region("eu-south-2"))).isEmpty();
    }

    @Test
    void whatIsSoldAtOnePriceEverywhereHasItEverywhere() {
        assertThat(usd(Item.DASHBOARD, new Region("eu-south-2"), "")).isEqualByComparingTo("3");
    }

    @Test
    void aDerivedFigureSaysFromWhat() {
        assertThat(TABLE.figures())
                .filteredOn(figure -> figure.item() == Item.SAVINGS_3Y)
                .singleElement()
                .satisfies(figure -> assertThat(figure.derived()).contains("254.77"));
        assertThat(TABLE.find(Item.INSTANCE, new Region("sa-east-1"), "t3.micro"))
                .hasValueSatisfying(figure -> assertThat(figure.derived()).isEqualTo("12.50 a month / 744 h"));
    }

    @Test
    void aNewerFigureOfTheCacheIsTakenAndAnOlderOneIsNot(@TempDir Path cache) throws Exception {
        Files.writeString(cache.resolve("us-east-1.json"), cached("2099-01-01", "0.5", "m5.large"));
        Files.writeString(cache.resolve("old.json"), cached("2020-01-01", "0.7", "t3.micro"));
        Files.writeString(cache.resolve("broken.json"), "{");
        PriceTable table = Prices.with(cache);
        assertThat(table.find(Item.INSTANCE, VIRGINIA, "m5.large").orElseThrow().usd())
                .isEqualByComparingTo("0.5");
        assertThat(table.find(Item.INSTANCE, VIRGINIA, "t3.micro"))
                .isEqualTo(TABLE.find(Item.INSTANCE, VIRGINIA, "t3.micro"));
        assertThat(Prices.with(cache.resolve("nowhere")).figures()).isEqualTo(TABLE.figures());
    }

    private static String cached(String date, String usd, String type) {
        return """
                {"currency": "USD",
                 "sources": {"a": {"where": "AWS price list of somewhere", "date": "%s", "dateIs": "published"}},
                 "blocks": [{"item": "instance.on-demand", "unit": "hour", "source": "a",
                   "figures": {"us-east-1": {"%s": %s}}}]}
                """.formatted(date, type, usd);
    }

    private static BigDecimal usd(Item item, Region region, String type) {
        return TABLE.find(item, region, type).orElseThrow().usd();
    }
}
