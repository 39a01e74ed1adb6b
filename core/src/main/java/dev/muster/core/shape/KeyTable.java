package dev.muster.core.shape;

import dev.muster.core.shape.Shape.Anything;
import dev.muster.core.shape.Shape.Block;
import dev.muster.core.shape.Shape.Choice;
import dev.muster.core.shape.Shape.Leaf;
import dev.muster.core.shape.Shape.ListOf;
import dev.muster.core.shape.Shape.MapOf;
import dev.muster.core.shape.Shape.ShortOrLong;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The keys of a document as a table for people: one row a key, in the order of the definition. */
public final class KeyTable {
    /**
     * One key.
     *
     * @param path such as {@code aws.volume.size}; {@code NAME} stands for a name the user chooses, {@code []} for each
     *     item of a list
     * @param value what stands there
     */
    public record Row(String path, String value, boolean required, String help) {}

    private final List<Row> rows = new ArrayList<>();

    private KeyTable() {}

    /** The rows. */
    public static List<Row> rows(Block shape) {
        KeyTable table = new KeyTable();
        table.fields("", shape);
        return List.copyOf(table.rows);
    }

    /** The rows in Markdown. */
    public static String markdown(Block shape) {
        StringBuilder text = new StringBuilder("| key | value | | meaning |\n|---|---|---|---|\n");
        rows(shape)
                .forEach(row -> text.append("| `%s` | %s | %s | %s |\n"
                        .formatted(row.path(), cell(row.value()), row.required() ? "must" : "", cell(row.help()))));
        return text.toString();
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("*", "\\*").replace("<", "&lt;");
    }

    private void fields(String prefix, Block block) {
        for (Field field : block.fields()) {
            String path = prefix + field.key();
            rows.add(new Row(path, words(field.shape()), field.required(), field.help()));
            inside(path, field.shape());
        }
    }

    private void inside(String path, Shape shape) {
        switch (shape) {
            case Block block -> fields(path + ".", block);
            case ListOf list -> inside(path + "[]", list.item());
            case MapOf map -> inside(path + "." + key(map), map.value());
            case ShortOrLong either -> inside(path, either.longForm());
            case Leaf leaf -> {}
            case Choice choice -> {}
            case Anything any -> {}
        }
    }

    private static String key(MapOf map) {
        return map.key().equals(Shape.NAME) ? "NAME" : map.key().equals(Shape.INTEGER) ? "NUMBER" : "KEY";
    }

    private static String words(Shape shape) {
        return switch (shape) {
            case Leaf leaf -> leaf.words();
            case Choice choice -> String.join(", ", choice.words());
            case ListOf list -> list.item() instanceof Leaf leaf ? "a list, each " + leaf.words() : "a list";
            case MapOf map ->
                "a block by " + key(map).toLowerCase(Locale.ROOT)
                        + (map.value() instanceof Leaf leaf ? ", each " + leaf.words() : "");
            case Block block -> "a block";
            case ShortOrLong either -> words(either.shortForm()) + ", or " + words(either.longForm());
            case Anything any -> "anything";
        };
    }
}
