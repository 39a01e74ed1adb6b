package dev.muster.agent.probe;

import dev.muster.agent.probe.Answers.Parsed;
import dev.muster.core.blueprint.EndpointDef;
import dev.muster.core.blueprint.Gauge;
import dev.muster.core.blueprint.Probes;
import dev.muster.core.blueprint.Probes.Call;
import dev.muster.core.state.Round;
import dev.muster.core.state.Round.TipSeen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks a node all the questions of its blueprint, one after the other, those that must succeed first. A call has the
 * blueprint's timeout, a round twice that; the first failure of a call that must succeed ends the round.
 */
public final class Prober {
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Probes probes;
    private final List<Gauge> gauges;
    private final Endpoints endpoints;
    private final JsonRpc rpc;

    public Prober(Probes probes, List<Gauge> gauges, Endpoints endpoints) {
        this.probes = probes;
        this.gauges = List.copyOf(gauges);
        this.endpoints = endpoints;
        this.rpc = new JsonRpc(endpoints, probes.timeout());
    }

    /**
     * Makes one round; takes at most twice the blueprint's timeout and throws nothing.
     *
     * @param outside what outside sources say, to be judged with what the node says
     */
    public ProbeResult round(List<TipSeen> outside) {
        Deadline end = Deadline.in(probes.timeout().multipliedBy(2));
        Map<String, Parsed> answers = new HashMap<>();
        try (HttpTalk talk = HttpTalk.going()) {
            for (Call call : requiredFirst()) {
                ask(talk, call, end, answers);
            }
            return new AnswerReader(probes, gauges, endpoints.render(), new Values(answers)).read(outside);
        } catch (RpcErrorException e) {
            return ProbeResult.without(e.warmingUp() ? new Round.WarmingUp(e.said()) : new Round.Failed(e.sentence()));
        } catch (ProbeException e) {
            return ProbeResult.without(new Round.Failed(e.sentence()));
        } catch (RuntimeException e) {
            // A template or a secret that is not there must not end the thread that asks.
            return ProbeResult.without(new Round.Failed("the question cannot be put: " + e.getMessage()));
        }
    }

    /** Whether one call is answered now, and not with an error; asks that call alone. */
    public boolean answers(String name) {
        Call call = probes.calls().get(name);
        try (HttpTalk talk = HttpTalk.once()) {
            if (call != null) {
                answer(talk, call, Deadline.in(probes.timeout()));
            }
            return call != null;
        } catch (ProbeException | RuntimeException e) {
            return false;
        }
    }

    /**
     * How long to wait after a round before the next: the blueprint's interval; after a failure a second from its
     * begin at most, so that one that waited for its timeout is followed at once.
     *
     * @param took how long the round took
     */
    public Duration pause(ProbeResult result, Duration took) {
        if (result.round() instanceof Round.Answered || probes.every().compareTo(AGAIN) < 0) {
            return probes.every();
        }
        return Duration.ofMillis(Math.clamp(AGAIN.minus(took).toMillis(), 0, AGAIN.toMillis()));
    }

    private List<Call> requiredFirst() {
        List<Call> calls = new ArrayList<>(probes.calls().values());
        calls.sort(Comparator.comparing(Call::optional));
        return calls;
    }

    private void ask(HttpTalk talk, Call call, Deadline end, Map<String, Parsed> answers) throws ProbeException {
        try {
            answers.put(call.name(), answer(talk, call, end.atMost(probes.timeout())));
        } catch (ProbeException e) {
            boolean warmingUp = e instanceof RpcErrorException error && error.warmingUp();
            if (!call.optional() || warmingUp) {
                throw e;
            }
        }
    }

    private Parsed answer(HttpTalk talk, Call call, Deadline deadline) throws ProbeException {
        if (!call.method().isEmpty()) {
            String params = endpoints.render().apply(call.params());
            return new Parsed.Json(rpc.call(talk, call.endpoint(), call.method(), params, deadline));
        }
        EndpointDef endpoint = endpoints.get(call.endpoint());
        HttpAsk ask = HttpAsk.get(endpoints.uri(endpoint, call.path()), endpoints.headers(endpoint));
        HttpAnswer answer = talk.send(ask, deadline, probes.timeout());
        return Answers.parse(call.name(), call.format(), answer, endpoints.where(endpoint));
    }
}
