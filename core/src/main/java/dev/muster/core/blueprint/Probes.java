package dev.muster.core.blueprint;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a node is asked for its state.
 *
 * @param every time between two rounds
 * @param timeout for one call
 * @param calls by name; each round makes all of them
 * @param values what is read from the answers: {@code height}, {@code peers}, {@code version}, {@code tip-time}
 * @param tips sources of the reference tip
 * @param expect values that must be so, else the node is on another network
 * @param work set for nodes without a chain
 * @param rules bounds for the states
 */
public record Probes(
        Duration every,
        Duration timeout,
        Map<String, Call> calls,
        Map<String, ValueAt> values,
        List<Tip> tips,
        Map<String, Expect> expect,
        Optional<Work> work,
        Rules rules) {

    /**
     * One question.
     *
     * @param endpoint name of an endpoint; empty for {@code url}
     * @param method a JSON-RPC method; empty for a GET
     * @param params JSON text of the parameters' array
     * @param path path of a GET; for Prometheus text too
     * @param format {@code json}, {@code prometheus} or {@code text}
     * @param optional whether its failure leaves the round valid
     */
    public record Call(
            String name, String endpoint, String method, String params, String path, String format, boolean optional) {}

    /**
     * A value in an answer.
     *
     * @param call name of the call
     * @param at JSON pointer (RFC 6901), or the metric's name in Prometheus text, several with {@code |} between; {@code *} as a step means each item
     * @param take what to make of several: {@code max}, {@code min}, {@code sum}, {@code count} or {@code first}
     */
    public record ValueAt(String call, String at, String take) {}

    /**
     * A source of the reference tip.
     *
     * @param label what a person calls it: {@code peers' headers}
     * @param value read from the node's own answers; empty for an outside source
     * @param url an outside HTTP source, with its format and pointer in {@code outside}; empty for the node's answers
     */
    public record Tip(
            String label, Optional<ValueAt> value, Optional<String> url, String at, Map<String, String> networks) {}

    /** A value that must equal a template's text. */
    public record Expect(ValueAt value, String equals) {}

    /**
     * Work of a node without a chain.
     *
     * @param count a counter that grows with each piece of work
     * @param idleAfter without growth for so long the node is idle
     */
    public record Work(ValueAt count, Duration idleAfter) {}

    /**
     * Bounds for the states.
     *
     * @param lag blocks behind the tip that still count as in sync
     * @param minPeers peers needed on a public network
     * @param tipMaxAge age of the reference tip's last movement up to which it is trusted
     * @param stalledAfter no progress for so long while the tip moves is a stall
     */
    public record Rules(int lag, int minPeers, Duration tipMaxAge, Duration stalledAfter) {}
}
