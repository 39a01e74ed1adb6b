package dev.muster.core.shape;

import dev.muster.core.value.ByteSize;
import dev.muster.core.value.Cidr;
import dev.muster.core.value.Name;
import dev.muster.core.value.Port;
import dev.muster.core.value.Region;
import dev.muster.core.value.Span;
import java.util.List;
import java.util.function.Consumer;

/** What a piece of a document must look like. */
public sealed interface Shape {
    /** Any text of at least one character. */
    Leaf TEXT = new Leaf("a text", "string", "", Shape::notBlank);
    /** {@code true} or {@code false}. */
    Leaf BOOL = new Leaf("true or false", "boolean", "", text -> {});
    /** A whole number. */
    Leaf INTEGER = new Leaf("a whole number", "integer", "", Shape::whole);
    /** A number. */
    Leaf NUMBER = new Leaf("a number", "number", "", Double::parseDouble);
    /** {@link ByteSize}. */
    Leaf SIZE = new Leaf("a size such as 500 GB", "string", "^\\d+(\\.\\d+)?\\s*(B|[KMGTP]i?B)$", ByteSize::parse);
    /** {@link Span}. */
    Leaf SPAN = new Leaf(
            "a duration such as 10m",
            "string",
            "^(?=.)(\\d+d)? ?(\\d+h)? ?(\\d+m)? ?(\\d+s)? ?(\\d+ms)?$",
            Span::parse);
    /** {@link Port}. */
    Leaf PORT = new Leaf("a port", "integer", "", Port::parse);
    /** {@link Cidr}. */
    Leaf CIDR = new Leaf(
            "an IPv4 range such as 203.0.113.0/24", "string", "^\\d{1,3}(\\.\\d{1,3}){3}(/\\d{1,2})?$", Cidr::parse);
    /** {@link Name}. */
    Leaf NAME = new Leaf("a name", "string", "^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$", Name::new);
    /** {@link Region}. */
    Leaf REGION = new Leaf("an AWS region", "string", "^[a-z]{2}(-[a-z]+)+-\\d$", Region::new);
    /** Any scalar at all; its type is known only elsewhere. */
    Leaf SCALAR = new Leaf("a single value", "", "", text -> {});
    /** Anything at all; checked elsewhere. */
    Anything ANY = new Anything();

    /**
     * One value.
     *
     * @param words what is wanted, for people
     * @param schemaType the type's name in JSON Schema; empty for any
     * @param pattern for JSON Schema; empty for none
     * @param check throws {@link IllegalArgumentException} with a message for people
     */
    record Leaf(String words, String schemaType, String pattern, Consumer<String> check) implements Shape {}

    /** One of some words. */
    record Choice(List<String> words) implements Shape {
        public Choice {
            words = List.copyOf(words);
        }
    }

    /** A list in which every item has the same shape. */
    record ListOf(Shape item) implements Shape {}

    /** A block whose keys the user chooses. */
    record MapOf(Leaf key, Shape value) implements Shape {}

    /** A block of known keys. */
    record Block(List<Field> fields) implements Shape {
        public Block {
            fields = List.copyOf(fields);
        }
    }

    /** A single value, or a block that says more. */
    record ShortOrLong(Shape shortForm, Shape longForm) implements Shape {}

    /** Anything; checked elsewhere. */
    record Anything() implements Shape {}

    /** One of some words. */
    static Choice choice(String... words) {
        return new Choice(List.of(words));
    }

    /** A list. */
    static ListOf list(Shape item) {
        return new ListOf(item);
    }

    /** A block whose keys are names. */
    static MapOf map(Shape value) {
        return new MapOf(NAME, value);
    }

    /** A block whose keys are any text. */
    static MapOf textMap(Shape value) {
        return new MapOf(TEXT, value);
    }

    /** A block of known keys. */
    static Block block(Field... fields) {
        return new Block(List.of(fields));
    }

    private static void whole(String text) {
        long number = Long.parseLong(text);
        if (number != (int) number) {
            throw new IllegalArgumentException(text + " is too large a number for anything here");
        }
    }

    private static void notBlank(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("must not be empty");
        }
    }
}
