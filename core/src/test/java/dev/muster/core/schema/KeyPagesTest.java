package dev.muster.core.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.core.Golden;
import dev.muster.core.Repository;
import dev.muster.core.blueprint.BlueprintShape;
import dev.muster.core.shape.KeyTable;
import dev.muster.core.shape.Shape.Block;
import dev.muster.core.spec.SpecShape;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The tables of keys in the documentation are those of the definitions. */
class KeyPagesTest {
    private static final String BEGIN = "<!-- keys -->\n";
    private static final String END = "<!-- end of keys -->";

    @Test
    void theSpecsKeysAreThoseOfItsPage() throws IOException {
        check("docs/spec.md", SpecShape.SHAPE);
    }

    @Test
    void theBlueprintsKeysAreThoseOfItsPage() throws IOException {
        check("docs/blueprints.md", BlueprintShape.SHAPE);
    }

    private static void check(String page, Block shape) throws IOException {
        String text = Files.readString(Repository.root().resolve(page));
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        assertThat(begin).isPositive().isLessThan(end);
        Golden.check(
                page, text.substring(0, begin) + BEGIN + "\n" + KeyTable.markdown(shape) + "\n" + text.substring(end));
    }
}
