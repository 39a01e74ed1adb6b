package dev.muster.agent.probe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.muster.agent.probe.Answers.Parsed;
import dev.muster.core.blueprint.Probes.ValueAt;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads values out of the answers of a round. Numbers may be JSON numbers, decimal texts or 0x texts. */
final class Values {
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final int MOST_DIGITS = 400;
    private static final long MILLIS = 100_000_000_000L;

    private final Map<String, Parsed> answers;

    Values(Map<String, Parsed> answers) {
        this.answers = answers;
    }

    /** A count of at least 0, rounded down. */
    Optional<Long> count(ValueAt at) {
        return number(at).filter(n -> n.signum() >= 0 && n.compareTo(MOST) <= 0).map(BigDecimal::longValue);
    }

    Optional<Double> decimal(ValueAt at) {
        return number(at).map(BigDecimal::doubleValue).filter(Double::isFinite);
    }

    /** Any scalar as text. */
    Optional<String> text(ValueAt at) {
        return found(at).stream()
                .filter(JsonNode::isValueNode)
                .filter(node -> !node.isNull())
                .map(JsonNode::asText)
                .findFirst();
    }

    /** Seconds or milliseconds since 1970, or ISO 8601. */
    Optional<Instant> time(ValueAt at) {
        Optional<Instant> counted =
                count(at).map(n -> n >= MILLIS ? Instant.ofEpochMilli(n) : Instant.ofEpochSecond(n));
        return counted.isPresent() ? counted : text(at).flatMap(Values::iso);
    }

    private static Optional<Instant> iso(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Optional<BigDecimal> number(ValueAt at) {
        List<JsonNode> found = found(at);
        if (at.take().equals("count")) {
            return counted(at, found);
        }
        List<BigDecimal> numbers = found.stream()
                .flatMap(node -> number(node).stream())
                .filter(n ->
                        Math.abs((long) n.precision() - n.scale()) < MOST_DIGITS && Math.abs(n.scale()) < MOST_DIGITS)
                .toList();
        return switch (at.take()) {
            case "max" -> numbers.stream().max(Comparator.naturalOrder());
            case "min" -> numbers.stream().min(Comparator.naturalOrder());
            case "sum" -> numbers.stream().reduce(BigDecimal::add);
            default -> numbers.stream().findFirst();
        };
    }

    /** Items of what was found; of one list or block, what is in it. No answer has no count. */
    private Optional<BigDecimal> counted(ValueAt at, List<JsonNode> found) {
        if (!answers.containsKey(at.call())) {
            return Optional.empty();
        }
        boolean within = found.size() == 1
                && found.getFirst().isContainerNode()
                && !at.at().endsWith("*");
        return Optional.of(BigDecimal.valueOf(within ? found.getFirst().size() : found.size()));
    }

    private List<JsonNode> found(ValueAt at) {
        return switch (answers.get(at.call())) {
            case null -> List.of();
            case Parsed.Json(JsonNode root) -> Pointer.find(root, at.at());
            case Parsed.Plain(String text) -> List.of(TextNode.valueOf(text));
            case Parsed.Metrics(Map<String, List<Double>> series) ->
                Stream.of(at.at().split("\\|"))
                        .flatMap(name -> series.getOrDefault(name, List.of()).stream())
                        .<JsonNode>map(DoubleNode::valueOf)
                        .toList();
        };
    }

    private static Optional<BigDecimal> number(JsonNode node) {
        if (node.isNumber()) {
            return Double.isFinite(node.doubleValue()) ? Optional.of(node.decimalValue()) : Optional.empty();
        }
        return node.isTextual() ? number(node.textValue().strip()) : Optional.empty();
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            if (text.length() > 80) {
                return Optional.empty();
            }
            return Optional.of(
                    text.startsWith("0x")
                            ? new BigDecimal(new BigInteger(text.substring(2), 16))
                            : new BigDecimal(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
