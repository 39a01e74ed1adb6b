package dev.muster.aws.template;

import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * A value in a template. Only the intrinsic functions that emulators do too: no {@code Fn::Cidr} (ranges are computed
 * here), no {@code Fn::GetAZs} (zones are parameters).
 */
public sealed interface Value
        permits Fields,
                Value.Text,
                Value.Whole,
                Value.Real,
                Value.Truth,
                Value.Items,
                Value.Ref,
                Value.GetAtt,
                Value.Sub,
                Value.Part,
                Value.Join,
                Value.Base64 {
    /** A text. */
    record Text(String text) implements Value {}

    /** A whole number. */
    record Whole(long number) implements Value {}

    /** A number with a fraction. */
    record Real(double number) implements Value {}

    /** {@code true} or {@code false}. */
    record Truth(boolean truth) implements Value {}

    /** A list. */
    record Items(List<Value> items) implements Value {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** {@code Ref}: a parameter, a resource or a pseudo parameter. */
    record Ref(String id) implements Value {
        /** The region the stack is in. */
        public static final Ref REGION = new Ref("AWS::Region");
        /** The account the stack is in. */
        public static final Ref ACCOUNT = new Ref("AWS::AccountId");
    }

    /** {@code Fn::GetAtt}. */
    record GetAtt(String id, String attribute) implements Value {}

    /**
     * {@code Fn::Sub}.
     *
     * @param words what names in the text mean that are neither parameter nor resource
     */
    record Sub(String text, Fields words) implements Value {}

    /** {@code Fn::Select} of {@code Fn::Split}: the part with an index between separators. */
    record Part(int index, String separator, Value whole) implements Value {}

    /** {@code Fn::Join}. */
    record Join(String separator, List<Value> parts) implements Value {
        public Join {
            parts = List.copyOf(parts);
        }
    }

    /** {@code Fn::Base64}. */
    record Base64(Value value) implements Value {}

    /** The value of a Java text, number, truth, collection or map; a value itself stays as it is. */
    static Value of(Object any) {
        return switch (any) {
            case Value value -> value;
            case String text -> new Text(text);
            case Integer number -> new Whole(number);
            case Long number -> new Whole(number);
            case Double number -> new Real(number);
            case Boolean truth -> new Truth(truth);
            case Map<?, ?> map -> Fields.ofMap(map);
            case Iterable<?> all -> items(all);
            default -> throw new IllegalArgumentException("no template value for " + any.getClass());
        };
    }

    /** A list of values. */
    static Items list(Object... items) {
        return items(List.of(items));
    }

    /** {@code Fn::Sub}, or a plain text where there is nothing to put in. */
    static Value sub(String text) {
        return text.contains("${") ? new Sub(text, Fields.NONE) : new Text(text);
    }

    private static Items items(Iterable<?> all) {
        return new Items(
                StreamSupport.stream(all.spliterator(), false).map(Value::of).toList());
    }
}
