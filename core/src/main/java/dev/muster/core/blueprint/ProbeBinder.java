package dev.muster.core.blueprint;

import dev.muster.core.blueprint.Probes.Call;
import dev.muster.core.blueprint.Probes.Expect;
import dev.muster.core.blueprint.Probes.Rules;
import dev.muster.core.blueprint.Probes.Tip;
import dev.muster.core.blueprint.Probes.ValueAt;
import dev.muster.core.blueprint.Probes.Work;
import dev.muster.core.blueprint.Produce.Step;
import dev.muster.core.shape.Cursor;
import dev.muster.core.yaml.YamlNode;
import dev.muster.core.yaml.YamlNode.YamlList;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Turns the blocks of probes and production into records. */
final class ProbeBinder {
    private ProbeBinder() {}

    static Probes probes(Cursor at) {
        return new Probes(
                at.span("every").orElse(Duration.ofSeconds(5)),
                at.span("timeout").orElse(Duration.ofSeconds(3)),
                at.each("calls", ProbeBinder::call),
                at.each("values", (name, node) -> valueAt(Cursor.on(node))),
                at.blocks("tips").stream().map(ProbeBinder::tip).toList(),
                at.each("expect", (name, node) -> expect(Cursor.on(node))),
                at.read("work", ProbeBinder::work),
                rules(at.block("rules")));
    }

    static Gauge gauge(Cursor at) {
        return new Gauge(at.text("name", ""), at.text("title", ""), valueAt(at.block("value")));
    }

    static Produce produce(Cursor at) {
        Map<Integer, List<Step>> heights = new TreeMap<>();
        at.each("at", (height, node) -> steps(node))
                .forEach((height, steps) -> heights.put(Integer.valueOf(height), steps));
        return new Produce(
                at.text("by", "agent"),
                at.text("endpoint", ""),
                at.node("prepare").map(ProbeBinder::steps).orElse(List.of()),
                at.node("block").map(ProbeBinder::steps).orElse(List.of()),
                heights,
                at.integer("batch").orElse(100));
    }

    private static List<Step> steps(YamlNode node) {
        List<YamlNode> items = node instanceof YamlList list ? list.items() : List.of();
        return items.stream().map(Cursor::on).map(ProbeBinder::step).toList();
    }

    private static Step step(Cursor at) {
        return new Step(
                at.text("call", ""),
                at.text("params", "[]"),
                at.text("save", ""),
                at.texts("ignore-errors").stream().map(Integer::valueOf).toList());
    }

    private static Call call(String name, YamlNode node) {
        Cursor at = Cursor.on(node);
        return new Call(
                name,
                at.text("endpoint", ""),
                at.text("method", ""),
                at.text("params", "[]"),
                at.text("path", ""),
                at.text("format", "json"),
                at.bool("optional", false));
    }

    private static ValueAt valueAt(Cursor at) {
        return new ValueAt(at.text("call", ""), at.text("at", ""), at.text("take", "first"));
    }

    private static Tip tip(Cursor at) {
        return new Tip(
                at.text("label", ""),
                at.read("value", ProbeBinder::valueAt),
                at.text("url"),
                at.text("at", ""),
                at.textMap("networks"));
    }

    private static Expect expect(Cursor at) {
        return new Expect(valueAt(at.block("value")), at.text("equals", ""));
    }

    private static Work work(Cursor at) {
        return new Work(valueAt(at.block("count")), at.span("idle-after").orElse(Duration.ofMinutes(10)));
    }

    private static Rules rules(Cursor at) {
        return new Rules(
                at.integer("lag").orElse(2),
                at.integer("min-peers").orElse(1),
                at.span("tip-max-age").orElse(Duration.ofHours(2)),
                at.span("stalled-after").orElse(Duration.ofMinutes(10)));
    }
}
