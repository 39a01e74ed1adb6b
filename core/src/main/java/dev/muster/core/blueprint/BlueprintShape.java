package dev.muster.core.blueprint;

import static dev.muster.core.blueprint.ProbeShape.ENDPOINT;
import static dev.muster.core.blueprint.ProbeShape.PROBES;
import static dev.muster.core.blueprint.ProbeShape.PRODUCE;
import static dev.muster.core.blueprint.ProbeShape.VALUE_AT;
import static dev.muster.core.blueprint.ServiceShape.SERVICE;
import static dev.muster.core.blueprint.Source.SOURCE;
import static dev.muster.core.shape.Field.may;
import static dev.muster.core.shape.Field.must;
import static dev.muster.core.shape.Shape.BOOL;
import static dev.muster.core.shape.Shape.INTEGER;
import static dev.muster.core.shape.Shape.NAME;
import static dev.muster.core.shape.Shape.NUMBER;
import static dev.muster.core.shape.Shape.PORT;
import static dev.muster.core.shape.Shape.SCALAR;
import static dev.muster.core.shape.Shape.SIZE;
import static dev.muster.core.shape.Shape.SPAN;
import static dev.muster.core.shape.Shape.TEXT;
import static dev.muster.core.shape.Shape.block;
import static dev.muster.core.shape.Shape.choice;
import static dev.muster.core.shape.Shape.list;
import static dev.muster.core.shape.Shape.map;
import static dev.muster.core.shape.Shape.textMap;

import dev.muster.core.shape.Field;
import dev.muster.core.shape.Shape.Block;
import dev.muster.core.shape.Shape.ShortOrLong;

/** The keys of {@code blueprint.yaml}: what the linter checks and the reader binds. */
public final class BlueprintShape {
    private static final Field HELP = must("help", TEXT, "one sentence for people");

    private static final Block NETWORK = block(
            must("kind", choice("public", "dev"), "public: shared with the world; dev: one's own, disposable"),
            may("title", TEXT, "what people call it"),
            may("values", map(SCALAR), "words for templates: {{network.WORD}}"),
            may("source", Source.SHAPE, "where the words were read and when"));

    private static final Block ROLE = block(
            must("title", TEXT, "what it does, a few words"),
            must("services", list(TEXT), "services in the order of their start"),
            may("default", BOOL, "taken when the spec names no role"),
            may("singleton", BOOL, "two with one identity must never run at once"),
            may("values", map(SCALAR), "words for templates: {{role.WORD}}"),
            may("requires", list(TEXT), "settings, secrets and references it cannot do without"),
            may("networks", list(TEXT), "where it exists; all without it"));

    private static final Block SETTING = block(
            must(
                    "type",
                    choice("text", "bool", "integer", "size", "duration", "port", "cidr", "choice", "list"),
                    "its type"),
            HELP,
            may("default", SCALAR, "taken when the spec says nothing; unset without it"),
            may("choices", list(TEXT), "for choice"),
            may("min", SCALAR, "smallest"),
            may("max", SCALAR, "largest"),
            may("content", BOOL, "can be added and removed while the node runs"),
            may("excludes", list(TEXT), "settings that cannot be set together with it; false counts as not set"),
            SOURCE);

    private static final Block SECRET = block(
            HELP,
            may("generate", INTEGER, "random bytes that Muster makes; the user gives it without this"),
            may("required", BOOL, "the node cannot start without it; true"),
            may("environment", BOOL, "the software takes it from an environment variable only"),
            may(
                    "renew",
                    choice("restart", "reread", "SIGHUP", "SIGUSR1", "SIGUSR2"),
                    "how a program that runs takes a new value: it is restarted, reads its files again by itself, or on"
                            + " a signal; restart"));

    private static final Block REFERENCE = block(
            HELP,
            must("blueprint", TEXT, "kind of deployment it can be"),
            must("endpoint", TEXT, "which endpoint of it is used"),
            may("required", BOOL, "cannot run without"));

    private static final Block PORT_DEF = block(
            HELP,
            may("protocols", list(choice("tcp", "udp")), "tcp"),
            must("exposure", choice("public", "private", "local"), "who may reach it"),
            must(
                    "default",
                    new ShortOrLong(PORT, textMap(PORT)),
                    "the number, or a number by network; * for all others"),
            may("fixed", BOOL, "the software knows no other number; false"),
            may("service", TEXT, "the one that listens on it; roles without it have no such port"),
            SOURCE);

    private static final Block VOLUME =
            block(HELP, must("size", textMap(SIZE), "what it needs by network; * for all others"), SOURCE);

    private static final Block VERSION = block(
            must("version", TEXT, "without a leading v"),
            may("default", BOOL, "taken when the spec names none"),
            may("resync", BOOL, "going to it starts the sync anew"),
            may("deadline", TEXT, "date by which nodes must run it"),
            may("checksums", textMap(TEXT), "sha256:... by architecture or service/architecture"),
            may("networks", list(TEXT), "where it may run; all without it"),
            SOURCE);

    private static final Block REQUIRES = block(
            may("cores", INTEGER, "CPU cores; 1"),
            may("memory", SIZE, "main memory"),
            may("cpu-flags", list(TEXT), "as in /proc/cpuinfo"),
            may("gpu", BOOL, "a GPU must be there"),
            may("architectures", list(choice("x86_64", "aarch64")), "both without it"),
            SOURCE);

    private static final Block HARDWARE = block(
            must("role", TEXT, "for which role"),
            must("instance-types", textMap(TEXT), "by architecture or gpu"),
            must("volume-size", textMap(SIZE), "by network; * for all others"),
            may("iops", INTEGER, "provisioned"),
            may("throughput", INTEGER, "MiB/s"),
            SOURCE);

    /** The whole file. */
    public static final Block SHAPE = block(
            must("blueprint", choice("1"), "version of this format: 1"),
            must("name", NAME, "the folder's name"),
            must("title", TEXT, "what people call it"),
            must("summary", TEXT, "one sentence"),
            may("include", list(TEXT), "files whose keys stand beneath this one's"),
            must("networks", map(NETWORK), "the chains or swarms"),
            must("roles", map(ROLE), "what a node can do"),
            may("settings", map(SETTING), "what the user may turn"),
            may("secrets", map(SECRET), "what nobody may see"),
            may("references", map(REFERENCE), "other nodes it needs"),
            must("ports", map(PORT_DEF), "what it listens on"),
            must("volumes", map(VOLUME), "data that outlives the process"),
            must("services", map(SERVICE), "its programs"),
            must("endpoints", map(ENDPOINT), "its interfaces"),
            must("probes", PROBES, "how it is asked for its state"),
            may(
                    "gauges",
                    list(block(
                            must("name", NAME, "name of the number"),
                            must("title", TEXT, "what people call it"),
                            must("value", VALUE_AT, "where it stands"))),
                    "up to 8 extra numbers"),
            may(
                    "alarms",
                    list(block(
                            must("name", NAME, "the alarm's name"),
                            must("title", TEXT, "what it tells"),
                            must("metric", TEXT, "the published metric"),
                            must("above", NUMBER, "it rings above"),
                            must("lasting", SPAN, "for so long"))),
                    "when a human should be called"),
            may("produce", PRODUCE, "how blocks are made on a dev network"),
            may("versions", list(VERSION), "versions of the software"),
            must("requires", REQUIRES, "what the machine must have"),
            may("hardware", list(HARDWARE), "what it runs on in AWS"),
            may(
                    "datasets",
                    list(block(
                            must("name", NAME, "name"),
                            must("network", TEXT, "of which network"),
                            must("url", TEXT, "where it lies"),
                            may("checksum", TEXT, "sha256:... or the URL of a file with it"),
                            may("to", TEXT, "folder below the volume data"),
                            may("size", SIZE, "of the archive; unknown until it is fetched"),
                            may("needs", SIZE, "room it takes unpacked; 90 % of the volume's size"),
                            SOURCE)),
                    "public data to start from"),
            may(
                    "expects",
                    list(block(
                            must("what", choice("sync", "restore", "start"), "what takes time"),
                            may("network", TEXT, "on which network; * for all"),
                            must("low", SPAN, "at least"),
                            must("high", SPAN, "at most, usually"),
                            SOURCE)),
                    "how long things take"),
            may(
                    "findings",
                    list(block(
                            must("id", TEXT, "its name, such as stacks.shared-burnchain"),
                            must("severity", choice("error", "warning", "info"), "how bad it is"),
                            must(
                                    "pillar",
                                    choice(
                                            "security",
                                            "cost",
                                            "reliability",
                                            "performance",
                                            "operations",
                                            "sustainability"),
                                    "of the Well-Architected framework"),
                            must("when", TEXT, "template; found where it renders to anything but blanks"),
                            must("message", TEXT, "what was found"),
                            must("advice", TEXT, "what to do about it"),
                            SOURCE)),
                    "what a careful operator would want to know of some specs"),
            may("identity", list(TEXT), "paths below the volume data that are the node's self"),
            may("quiesce", choice("stop", "freeze"), "how a consistent copy is made; stop"));

    private BlueprintShape() {}
}
