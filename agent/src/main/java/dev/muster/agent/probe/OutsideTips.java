package dev.muster.agent.probe;

import dev.muster.agent.probe.Answers.Parsed;
import dev.muster.core.blueprint.Probes.Tip;
import dev.muster.core.blueprint.Probes.ValueAt;
import dev.muster.core.state.Round.TipSeen;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Tips that outside HTTP sources tell, asked at most twice a minute and never waited for. A source that fails is left
 * out ten minutes later.
 */
public final class OutsideTips {
    /** Least time between two questions to a source. */
    static final Duration EVERY = Duration.ofSeconds(30);

    /** An older answer is dropped. */
    static final Duration KEPT = Duration.ofMinutes(10);

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final List<Source> sources;
    private final Executor background;
    private final Map<String, Reading> readings = new ConcurrentHashMap<>();
    private @Nullable Instant asked;

    private record Source(String label, URI uri, String at) {}

    private record Reading(Instant at, long height) {}

    /**
     * @param network name of the network: a tip's URL for it, or its URL for all
     * @param render makes text of a template
     * @param background where the questions are asked
     */
    public OutsideTips(List<Tip> tips, String network, UnaryOperator<String> render, Executor background) {
        this.sources = tips.stream()
                .flatMap(tip -> source(tip, network, render).stream())
                .toList();
        this.background = background;
    }

    private static Optional<Source> source(Tip tip, String network, UnaryOperator<String> render) {
        Optional<String> url = Optional.ofNullable(tip.networks().get(network))
                .or(() -> tip.networks().isEmpty() ? tip.url() : Optional.empty());
        return url.map(text -> new Source(tip.label(), URI.create(render.apply(text)), tip.at()));
    }

    /** What is known now; asks again in the background if it is time. */
    public List<TipSeen> latest(Instant now) {
        if (!sources.isEmpty() && due(now)) {
            asked = now;
            background.execute(() -> sources.forEach(source -> ask(source, now)));
        }
        readings.values().removeIf(reading -> reading.at().plus(KEPT).isBefore(now));
        return sources.stream()
                .filter(source -> readings.containsKey(source.label()))
                .flatMap(source -> Optional.ofNullable(readings.get(source.label())).stream()
                        .map(reading -> new TipSeen(source.label(), reading.height(), null)))
                .toList();
    }

    private boolean due(Instant now) {
        return asked == null || now.isBefore(asked) || !now.isBefore(asked.plus(EVERY));
    }

    private void ask(Source source, Instant now) {
        try {
            HttpAnswer answer = HttpCaller.send(HttpAsk.get(source.uri(), Map.of()), TIMEOUT);
            String format = source.at().isEmpty() ? "text" : "json";
            Parsed parsed =
                    Answers.parse(source.label(), format, answer, source.uri().getHost());
            new Values(Map.of("", parsed))
                    .count(new ValueAt("", source.at(), "first"))
                    .ifPresent(height -> readings.put(source.label(), new Reading(now, height)));
        } catch (ProbeException e) {
            // An outside source that fails takes nothing from the node; its last reading ages.
            return;
        }
    }
}
