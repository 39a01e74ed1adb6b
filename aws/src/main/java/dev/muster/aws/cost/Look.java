package dev.muster.aws.cost;

import dev.muster.aws.template.Fields;
import dev.muster.aws.template.Resource;
import dev.muster.aws.template.Value;
import java.util.List;
import java.util.Optional;

/** Reads plain values out of a template's resources. */
final class Look {
    private Look() {}

    /** The value at a path of field names below the properties. */
    static Optional<Value> at(Resource resource, String... path) {
        return at(resource.properties(), path);
    }

    static Optional<Value> at(Value value, String... path) {
        Optional<Value> found = Optional.of(value);
        for (String key : path) {
            found = found.filter(Fields.class::isInstance)
                    .map(Fields.class::cast)
                    .flatMap(fields -> Optional.ofNullable(fields.values().get(key)));
        }
        return found;
    }

    static String text(Optional<Value> value) {
        return value.filter(Value.Text.class::isInstance)
                .map(text -> ((Value.Text) text).text())
                .orElse("");
    }

    /** A whole number, however it is written; 0 without one. */
    static int whole(Optional<Value> value) {
        return value.map(number -> switch (number) {
                    case Value.Whole whole -> Math.toIntExact(whole.number());
                    case Value.Text text -> Integer.parseInt(text.text());
                    default -> 0;
                })
                .orElse(0);
    }

    static List<Value> items(Optional<Value> value) {
        return value.filter(Value.Items.class::isInstance)
                .map(items -> ((Value.Items) items).items())
                .orElse(List.of());
    }

    /** The id that a value refers to; empty text if it is no reference. */
    static String ref(Optional<Value> value) {
        return value.filter(Value.Ref.class::isInstance)
                .map(ref -> ((Value.Ref) ref).id())
                .orElse("");
    }
}
