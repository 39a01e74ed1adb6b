package dev.muster.agent.probe;

import dev.muster.core.blueprint.Gauge;
import dev.muster.core.blueprint.Probes;
import dev.muster.core.blueprint.Probes.Expect;
import dev.muster.core.blueprint.Probes.Tip;
import dev.muster.core.blueprint.Probes.ValueAt;
import dev.muster.core.state.Round.Answered;
import dev.muster.core.state.Round.TipSeen;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes a round of the answers to all calls. */
record AnswerReader(Probes probes, List<Gauge> gauges, UnaryOperator<String> render, Values values) {
    ProbeResult read(List<TipSeen> outside) throws ProbeException {
        Answered round = new Answered(
                height(),
                value("headers").flatMap(values::count).orElse(null),
                tips(outside),
                value("peers")
                        .flatMap(values::count)
                        .map(count -> Math.toIntExact(Math.min(count, Integer.MAX_VALUE)))
                        .orElse(null),
                value("tip-time").flatMap(values::time).orElse(null),
                wrongNetwork(),
                probes.work().flatMap(work -> values.count(work.count())).orElse(null));
        return new ProbeResult(round, value("version").flatMap(values::text).orElse(null), numbers());
    }

    private Optional<ValueAt> value(String name) {
        return Optional.ofNullable(probes.values().get(name));
    }

    private @Nullable Long height() throws ProbeException {
        Optional<ValueAt> at = value("height");
        Optional<Long> height = at.flatMap(values::count);
        if (at.isPresent() && height.isEmpty() && !optional(at.get())) {
            throw missing("height", at.get());
        }
        return height.orElse(null);
    }

    private boolean optional(ValueAt at) {
        Probes.Call call = probes.calls().get(at.call());
        return call != null && call.optional();
    }

    private static ProbeException missing(String name, ValueAt at) {
        String place = at.at().isEmpty() ? "" : " at " + at.at();
        return new ProbeException("the answer to " + at.call() + " tells no " + name + place);
    }

    private List<TipSeen> tips(List<TipSeen> outside) {
        List<TipSeen> tips = new ArrayList<>();
        for (Tip tip : probes.tips()) {
            tip.value().flatMap(values::count).ifPresent(height -> tips.add(new TipSeen(tip.label(), height, null)));
        }
        tips.addAll(outside);
        return tips;
    }

    private Optional<String> wrongNetwork() throws ProbeException {
        for (Map.Entry<String, Expect> entry : probes.expect().entrySet()) {
            Expect expect = entry.getValue();
            String wanted = render.apply(expect.equals());
            Optional<String> is = values.text(expect.value());
            if (is.isEmpty() && !optional(expect.value())) {
                throw missing(entry.getKey(), expect.value());
            }
            if (is.isPresent() && !is.get().equals(wanted)) {
                return Optional.of("the software is on another network: its %s is \"%s\" and must be \"%s\""
                        .formatted(entry.getKey(), is.get(), wanted));
            }
        }
        return Optional.empty();
    }

    private Map<String, @Nullable Double> numbers() {
        Map<String, @Nullable Double> told = new HashMap<>();
        gauges.forEach(
                gauge -> told.put(gauge.name(), values.decimal(gauge.value()).orElse(null)));
        return told;
    }
}
