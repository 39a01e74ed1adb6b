package dev.muster.core.blueprint;

import dev.muster.core.blueprint.Setting.Type;
import dev.muster.core.shape.Cursor;
import dev.muster.core.text.Suggest;
import dev.muster.core.text.Unset;
import dev.muster.core.value.ByteSize;
import dev.muster.core.value.Cidr;
import dev.muster.core.value.InvalidValueException;
import dev.muster.core.value.Port;
import dev.muster.core.value.Span;
import dev.muster.core.yaml.YamlNode;
import dev.muster.core.yaml.YamlNode.YamlList;
import dev.muster.core.yaml.YamlNode.YamlScalar;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** Values of settings by their type: what is wrong with one, and how a template sees it. */
public final class SettingValue {
    private SettingValue() {}

    /** What is wrong with what the user wrote; empty if it is right. */
    public static Optional<String> fault(Setting setting, YamlNode node) {
        if (setting.type() == Type.LIST) {
            return node instanceof YamlList
                    ? Optional.empty()
                    : Optional.of(
                            "expected a list (lines that begin with \"- \", or [one, two]), found " + node.kind());
        }
        if (!(node instanceof YamlScalar scalar) || scalar.type() == YamlNode.Type.NULL) {
            boolean empty = node instanceof YamlScalar;
            return Optional.of("expected " + words(setting) + ", found " + node.kind()
                    + (empty ? "; give it a value or take the key out" : ""));
        }
        return fault(setting, Cursor.scalar(node));
    }

    /** What is wrong with a value given as text; empty if it is right. */
    public static Optional<String> fault(Setting setting, String text) {
        try {
            return switch (setting.type()) {
                case TEXT, LIST -> Optional.empty();
                case BOOL ->
                    text.equals("true") || text.equals("false")
                            ? Optional.empty()
                            : Optional.of("expected true or false, found \"" + text + "\"");
                case CHOICE ->
                    setting.choices().contains(text)
                            ? Optional.empty()
                            : Optional.of(
                                    "\"" + text + "\" is not possible here" + Suggest.tail(text, setting.choices()));
                case CIDR -> {
                    Cidr.parse(text);
                    yield Optional.empty();
                }
                case INTEGER, SIZE, DURATION, PORT -> range(setting, text);
            };
        } catch (InvalidValueException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (NumberFormatException e) {
            return Optional.of("expected " + words(setting) + ", found \"" + text + "\"");
        }
    }

    private static Optional<String> range(Setting setting, String text) {
        BigDecimal value = number(setting.type(), text);
        if (setting.min()
                .map(min -> number(setting.type(), min).compareTo(value) > 0)
                .orElse(false)) {
            return Optional.of(text + " is too small; at least " + setting.min().orElse(""));
        }
        if (setting.max()
                .map(max -> number(setting.type(), max).compareTo(value) < 0)
                .orElse(false)) {
            return Optional.of(text + " is too large; at most " + setting.max().orElse(""));
        }
        return Optional.empty();
    }

    private static BigDecimal number(Type type, String text) {
        return switch (type) {
            case SIZE -> BigDecimal.valueOf(ByteSize.parse(text).bytes());
            case DURATION -> BigDecimal.valueOf(Span.parse(text).toMillis());
            case PORT -> BigDecimal.valueOf(Port.parse(text).number());
            default -> BigDecimal.valueOf(Long.parseLong(text));
        };
    }

    private static String words(Setting setting) {
        return switch (setting.type()) {
            case BOOL -> "true or false";
            case INTEGER -> "a whole number";
            case SIZE -> "a size such as 500 GB";
            case DURATION -> "a duration such as 10m";
            case PORT -> "a port";
            case CIDR -> "an IPv4 range";
            case CHOICE -> "one of " + String.join(", ", setting.choices());
            case LIST -> "a list";
            case TEXT -> "a text";
        };
    }

    /** How a template sees a value; {@link Unset} for none. */
    public static Object forTemplate(Type type, Optional<String> text) {
        if (text.isEmpty()) {
            return Unset.UNSET;
        }
        String value = text.get();
        return switch (type) {
            case BOOL -> Boolean.valueOf(value);
            case SIZE -> new SizeView(ByteSize.parse(value));
            case DURATION -> new SpanView(Span.parse(value));
            case LIST -> value.lines().toList();
            default -> value;
        };
    }

    /** A size as templates see it: {@code {{setting.prune.mib}}}. */
    public record SizeView(ByteSize size) {
        /** Bytes. */
        public long bytes() {
            return size.bytes();
        }

        /** Whole binary megabytes. */
        public long mib() {
            return size.mebibytes();
        }

        @Override
        public String toString() {
            return size.toString();
        }
    }

    /** A duration as templates see it: {@code {{setting.x.seconds}}}. */
    public record SpanView(Duration span) {
        /** Whole seconds. */
        public long seconds() {
            return span.toSeconds();
        }

        /** Milliseconds. */
        public long millis() {
            return span.toMillis();
        }

        @Override
        public String toString() {
            return Span.text(span);
        }
    }
}
