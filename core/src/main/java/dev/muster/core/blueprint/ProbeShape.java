package dev.muster.core.blueprint;

import static dev.muster.core.blueprint.Source.SOURCE;
import static dev.muster.core.shape.Field.may;
import static dev.muster.core.shape.Field.must;
import static dev.muster.core.shape.Shape.BOOL;
import static dev.muster.core.shape.Shape.INTEGER;
import static dev.muster.core.shape.Shape.SPAN;
import static dev.muster.core.shape.Shape.TEXT;
import static dev.muster.core.shape.Shape.block;
import static dev.muster.core.shape.Shape.choice;
import static dev.muster.core.shape.Shape.list;
import static dev.muster.core.shape.Shape.map;
import static dev.muster.core.shape.Shape.textMap;

import dev.muster.core.shape.Shape.Block;
import dev.muster.core.shape.Shape.MapOf;

/** The keys of what is asked of a node: endpoints, probes, making blocks. */
final class ProbeShape {
    static final Block VALUE_AT = block(
            must("call", TEXT, "the call in whose answer it stands"),
            may("at", TEXT, "JSON pointer, or metric names with | between; the whole answer without it"),
            may("take", choice("first", "max", "min", "sum", "count"), "what to make of several; first"));

    static final Block ENDPOINT = block(
            must("kind", choice("json-rpc", "http"), "what it speaks"),
            must("port", TEXT, "the port's name"),
            may("path", TEXT, "path of its URL; /"),
            may("user", TEXT, "user name"),
            may("secret", TEXT, "the secret that is its password"),
            may("version", choice("1.0", "2.0"), "JSON-RPC version; 2.0"));

    private static final Block CALL = block(
            must("endpoint", TEXT, "which endpoint is asked"),
            may("method", TEXT, "JSON-RPC method"),
            may("params", TEXT, "JSON text of the parameters; []"),
            may("path", TEXT, "path of a GET"),
            may("format", choice("json", "prometheus", "text"), "json"),
            may("optional", BOOL, "its failure leaves the round valid"));

    static final Block PROBES = block(
            may("every", SPAN, "time between rounds; 5s"),
            may("timeout", SPAN, "for one call; 3s"),
            must("calls", map(CALL), "the questions"),
            may("values", map(VALUE_AT), "height, peers, version, ..."),
            may(
                    "tips",
                    list(block(
                            must("label", TEXT, "what people call it"),
                            may("value", VALUE_AT, "in the node's own answers"),
                            may("url", TEXT, "an outside source"),
                            may("at", TEXT, "JSON pointer in the outside source's answer"),
                            may("networks", textMap(TEXT), "the outside source's URL by network"))),
                    "where the reference tip comes from"),
            may(
                    "expect",
                    map(block(
                            must("value", VALUE_AT, "what is compared"),
                            must("equals", TEXT, "what it must be; else it is another network"))),
                    "proof that it is on the right network"),
            may(
                    "work",
                    block(must("count", VALUE_AT, "a counter of work"), may("idle-after", SPAN, "10m")),
                    "for nodes without a chain"),
            may(
                    "rules",
                    block(
                            may("lag", INTEGER, "blocks that still count as in sync; 2"),
                            may("min-peers", INTEGER, "peers needed on a public network; 1"),
                            may("tip-max-age", SPAN, "up to which the reference tip is trusted; 2h"),
                            may("stalled-after", SPAN, "no progress for so long is a stall; 10m")),
                    "bounds"),
            SOURCE);

    private static final Block STEP = block(
            must("call", TEXT, "JSON-RPC method"),
            may("params", TEXT, "JSON text; []"),
            may("save", TEXT, "name for the result"),
            may("ignore-errors", list(INTEGER), "codes that are as good as success"));

    static final Block PRODUCE = block(
            must("by", choice("agent", "node"), "who makes the blocks"),
            may("endpoint", TEXT, "where the calls go"),
            may("prepare", list(STEP), "before the first block of a start"),
            may("block", list(STEP), "for a batch of blocks"),
            may("at", new MapOf(INTEGER, list(STEP)), "once, when the height is reached"),
            may("batch", INTEGER, "most blocks in one batch; 100"),
            SOURCE);

    private ProbeShape() {}
}
