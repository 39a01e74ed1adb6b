package dev.muster.aws.price;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads one file of the price table. A file has {@code sources} (where, date) and {@code blocks} (item, unit, source,
 * figures by region); a figure without any of these is an error.
 */
public final class PriceFile {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final Pattern DATE = Pattern.compile("20\\d\\d-[01]\\d(-[0-3]\\d)?");

    private final String name;
    private final JsonNode root;
    private final List<Figure> figures = new ArrayList<>();

    private PriceFile(String name, JsonNode root) {
        this.name = name;
        this.root = root;
    }

    /**
     * The figures of a file.
     *
     * @param name for messages
     * @throws PriceFileException if it is not a price file, or a figure has no unit, source or date
     */
    public static List<Figure> read(String name, String json) {
        try {
            PriceFile file = new PriceFile(name, MAPPER.readTree(json));
            file.read();
            return List.copyOf(file.figures);
        } catch (IOException e) {
            throw new PriceFileException(name, "is not JSON: " + e.getMessage());
        }
    }

    private void read() {
        require(root.path("currency").asText().equals("USD"), "prices are not in USD");
        root.path("blocks").forEach(this::block);
        require(!figures.isEmpty(), "there is no figure in it");
    }

    private void block(JsonNode block) {
        String id = block.path("item").asText();
        Item item = Item.of(id).orElseThrow(() -> fault("\"" + id + "\" is no item"));
        Optional<Unit> unit = Unit.of(block.path("unit").asText());
        require(unit.isPresent(), id + " has no unit");
        require(
                unit.get() == item.unit(),
                id + " is priced by the " + item.unit().text());
        PriceSource source = source(id, block.path("source").asText());
        for (Map.Entry<String, JsonNode> region : block.path("figures").properties()) {
            if (region.getValue().isObject()) {
                region.getValue().properties().forEach(type -> add(item, region.getKey(), type, block, source));
            } else {
                add(item, region.getKey(), Map.entry("", region.getValue()), block, source);
            }
        }
    }

    private PriceSource source(String item, String id) {
        JsonNode source = root.path("sources").path(id);
        String where = source.path("where").asText();
        String date = source.path("date").asText();
        require(where.length() > 10, item + " has no source");
        require(DATE.matcher(date).matches(), "the source of " + item + " has no date");
        require(!source.path("dateIs").asText().isEmpty(), "the source of " + item + " does not say what its date is");
        return new PriceSource(where, date, source.path("dateIs").asText());
    }

    private void add(Item item, String region, Map.Entry<String, JsonNode> value, JsonNode block, PriceSource source) {
        JsonNode usd = value.getValue();
        require(usd.isNumber() && usd.decimalValue().signum() > 0, item.id() + " in " + region + " is no amount");
        figures.add(new Figure(
                item,
                region,
                value.getKey(),
                usd.decimalValue(),
                block.path("free").decimalValue(),
                source,
                block.path("derived").textValue(),
                block.path("plan").isTextual()
                        ? block.path("plan").textValue()
                        : block.path("note").textValue(),
                block.path("weak").booleanValue()));
    }

    private void require(boolean right, String otherwise) {
        if (!right) {
            throw fault(otherwise);
        }
    }

    private PriceFileException fault(String what) {
        return new PriceFileException(name, what);
    }

    /** A file is no price table. */
    public static final class PriceFileException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PriceFileException(String file, String what) {
            super(file + ": " + what);
        }
    }
}
