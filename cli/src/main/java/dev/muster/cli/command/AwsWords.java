package dev.muster.cli.command;

import dev.muster.aws.cloud.RegionChoice;
import dev.muster.aws.facts.AwsFacts;
import dev.muster.aws.price.Figure;
import dev.muster.aws.price.PriceTable;
import dev.muster.core.problem.MusterException;
import dev.muster.core.text.Suggest;
import dev.muster.core.value.Region;
import java.util.Set;
import java.util.TreeSet;

/** Words of AWS on the command line: what is not known is refused, with the nearest that is. */
final class AwsWords {
    private final AwsFacts facts = new AwsFacts();

    /** A region that AWS has. */
    Region region(String code) {
        return RegionChoice.named(code, "--region").region();
    }

    /** A type of instances. */
    void instance(String type, PriceTable prices) {
        Set<String> known = new TreeSet<>(facts.instanceTypes().keySet());
        prices.figures().stream()
                .map(Figure::type)
                .filter(other -> other.contains("."))
                .forEach(known::add);
        known(type, known, "no instance type is called");
    }

    /** A type of instances or volumes, or another that a price is by. */
    void priced(String type, PriceTable prices) {
        Set<String> known = new TreeSet<>(facts.instanceTypes().keySet());
        known.addAll(facts.volumes().keySet());
        prices.figures().stream()
                .map(Figure::type)
                .filter(other -> !other.isEmpty())
                .forEach(known::add);
        known(type, known, "no type of instances or volumes is called");
    }

    private static void known(String type, Set<String> known, String refusal) {
        if (!known.contains(type)) {
            throw MusterException.invalid(
                    refusal + " \"" + type + "\""
                            + Suggest.nearest(type, known)
                                    .map(word -> "; did you mean \"" + word + "\"?")
                                    .orElse(""),
                    "");
        }
    }
}
