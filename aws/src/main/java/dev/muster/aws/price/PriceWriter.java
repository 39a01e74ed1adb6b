package dev.muster.aws.price;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Writes files that {@link PriceFile} reads. */
public final class PriceWriter {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final ObjectNode root = MAPPER.createObjectNode().put("currency", "USD");
    private final ObjectNode sources = root.putObject("sources");
    private final ArrayNode blocks = root.putArray("blocks");
    private final Map<PriceSource, String> ids = new LinkedHashMap<>();
    private final Map<Block, ObjectNode> known = new LinkedHashMap<>();

    private record Block(Item item, PriceSource source, BigDecimal free, String note) {}

    private PriceWriter() {}

    /** Writes a file whole or not at all, and makes its folder if needed. */
    public static Path write(Path folder, String name, List<Figure> figures) throws IOException {
        PriceWriter writer = new PriceWriter();
        figures.forEach(writer::add);
        Files.createDirectories(folder);
        Path partial = Files.createTempFile(folder, name, ".part");
        Files.writeString(partial, MAPPER.writeValueAsString(writer.root) + "\n");
        return Files.move(
                partial, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private void add(Figure figure) {
        ObjectNode byRegion = known.computeIfAbsent(
                new Block(figure.item(), figure.source(), figure.free(), Objects.requireNonNullElse(figure.note(), "")),
                this::block);
        if (figure.type().isEmpty()) {
            byRegion.put(figure.region(), figure.usd());
        } else {
            byRegion.withObjectProperty(figure.region()).put(figure.type(), figure.usd());
        }
    }

    private ObjectNode block(Block block) {
        ObjectNode node = blocks.addObject()
                .put("item", block.item().id())
                .put("unit", block.item().unit().text())
                .put("source", ids.computeIfAbsent(block.source(), this::source));
        if (block.free().signum() > 0) {
            node.put("free", block.free());
        }
        if (!block.note().isEmpty()) {
            node.put("note", block.note());
        }
        return node.putObject("figures");
    }

    private String source(PriceSource source) {
        String id = "s" + (ids.size() + 1);
        sources.putObject(id)
                .put("where", source.where())
                .put("date", source.date())
                .put("dateIs", source.dateIs());
        return id;
    }
}
