package dev.muster.core.blueprint;

import dev.muster.core.shape.Field;
import dev.muster.core.shape.Shape;
import java.util.regex.Pattern;

/** Where a fact was read and when: {@code https://page or repository:path@tag (2026-11-22)}. */
public final class Source {
    private static final Pattern FORM = Pattern.compile(".{8,} \\(20\\d\\d-[01]\\d-[0-3]\\d\\)", Pattern.DOTALL);

    /** The shape of a source. */
    public static final Shape.Leaf SHAPE =
            new Shape.Leaf("where the fact was read and the date in parentheses", "string", "", text -> {
                if (!FORM.matcher(text.strip()).matches()) {
                    throw new IllegalArgumentException("\"" + text.strip()
                            + "\" does not say where and when; write the page and the date, such as"
                            + " https://example.org/page (2026-11-22)");
                }
            });

    /** The field that a block with facts must have. */
    static final Field SOURCE = Field.must("source", SHAPE, "where this was read and when");

    private Source() {}
}
