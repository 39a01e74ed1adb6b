package dev.muster.core.spec;

import static dev.muster.core.shape.Field.may;
import static dev.muster.core.shape.Field.must;
import static dev.muster.core.shape.Shape.INTEGER;
import static dev.muster.core.shape.Shape.NAME;
import static dev.muster.core.shape.Shape.PORT;
import static dev.muster.core.shape.Shape.SIZE;
import static dev.muster.core.shape.Shape.SPAN;
import static dev.muster.core.shape.Shape.TEXT;
import static dev.muster.core.shape.Shape.block;
import static dev.muster.core.shape.Shape.choice;
import static dev.muster.core.shape.Shape.map;

import dev.muster.core.shape.Shape;
import dev.muster.core.shape.Shape.Block;
import dev.muster.core.shape.Shape.ShortOrLong;

/** The keys of {@code muster.yaml}: the checker, the help and the JSON Schema are all made from this. */
public final class SpecShape {
    private static final Block SECRET = block(
            may("file", TEXT, "path of a file with the secret"),
            may("env", TEXT, "environment variable with the secret, read by up"));

    private static final Block REFERENCE = block(
            may("deployment", TEXT, "name of a deployment"),
            may("host", TEXT, "host name or address"),
            may("ports", map(PORT), "its ports by name; the blueprint's defaults"),
            may("user", TEXT, "user name there"),
            may("secret", TEXT, "name of the secret with the password there"));

    private static final Block PRODUCE = block(
            must("every", SPAN, "time between two blocks"),
            may("initial", INTEGER, "blocks made at once at the first start; 0"));

    private static final Block DATASET = block(
            may("url", TEXT, "http(s) address of a tar.gz, tar.xz or tar.zst"),
            may("object", TEXT, "target aws: its name below datasets/ in the region's bucket"),
            may("checksum", TEXT, "sha256:..., sha512:... or the address of a file with it; unchecked without it"),
            may("to", TEXT, "folder below the data; the data's own"),
            may("size", SIZE, "of the archive, for the plan"),
            may("needs", SIZE, "room it takes unpacked; the archive's size at least"));

    /** The whole file. */
    public static final Block SHAPE = block(
            must("muster", choice("1"), "version of this format: 1"),
            must("name", NAME, "the deployment's name"),
            must("blueprint", TEXT, "kind of node; \"muster blueprints\" lists them"),
            must("network", TEXT, "chain or swarm to join"),
            may("role", TEXT, "what the node does there; the blueprint's default"),
            may("version", TEXT, "version of the software; the blueprint's default"),
            may(
                    "install",
                    choice("download", "package", "container", "build", "npm"),
                    "insist on one way to get the software"),
            may("target", choice("local", "aws"), "where it runs; local"),
            may("topology", choice("single", "ha", "fleet"), "how nodes stand to each other; single"),
            may("nodes", INTEGER, "how many; 1, for ha 2"),
            may("settings", map(Shape.ANY), "the blueprint's knobs; \"muster blueprints show NAME\" lists them"),
            may("ports", map(PORT), "fixed ports by name; the first free from the default"),
            may("secrets", map(SECRET), "where secrets come from; Muster makes those it can"),
            may("references", map(REFERENCE), "other nodes that this one uses"),
            may("produce", new ShortOrLong(SPAN, PRODUCE), "dev networks: make a block every so often"),
            may(
                    "dataset",
                    new ShortOrLong(TEXT, DATASET),
                    "public data to start from: a name of the blueprint's, or none; none"),
            may("aws", AwsShape.SHAPE, "what matters on AWS only"));

    private SpecShape() {}
}
