package dev.muster.core.blueprint;

import static dev.muster.core.blueprint.Source.SOURCE;
import static dev.muster.core.shape.Field.may;
import static dev.muster.core.shape.Field.must;
import static dev.muster.core.shape.Shape.PORT;
import static dev.muster.core.shape.Shape.SCALAR;
import static dev.muster.core.shape.Shape.SPAN;
import static dev.muster.core.shape.Shape.TEXT;
import static dev.muster.core.shape.Shape.block;
import static dev.muster.core.shape.Shape.choice;
import static dev.muster.core.shape.Shape.list;
import static dev.muster.core.shape.Shape.map;
import static dev.muster.core.shape.Shape.textMap;

import dev.muster.core.shape.Field;
import dev.muster.core.shape.Shape.Block;

/** The keys of a program: how to get it, run it and stop it. */
final class ServiceShape {
    private static final Field SERVES = may("networks", list(TEXT), "networks it serves; all without it");

    private static final Block DOWNLOAD = block(
            must("url", TEXT, "where the archive or file lies"),
            must("archs", textMap(TEXT), "the publisher's word by architecture"),
            may("sums", TEXT, "where the publisher's file of checksums lies"),
            must("program", TEXT, "path inside, without the single top folder"),
            SERVES,
            SOURCE);

    private static final Block PACKAGE = block(
            must("name", TEXT, "the package"), must("program", TEXT, "absolute path of the program"), SERVES, SOURCE);

    private static final Field MOUNT = must("mount", TEXT, "where the volume data is mounted inside");
    private static final Field INSIDE_PROGRAM =
            may("program", TEXT, "the program inside, in place of the image's own start");
    private static final Field PUBLISH = may(
            "publish",
            map(PORT),
            "ports by name and the number inside: a network of its own; without it the machine's network");
    private static final Field GPU = may("gpu", TEXT, "template; true gives it all GPUs");
    private static final Block CONTAINER = block(
            must("image", TEXT, "repository with registry"),
            may("tag", TEXT, "the version's tag"),
            may("digests", textMap(TEXT), "sha256:... by architecture, * for an index; a template of a setting, too"),
            MOUNT,
            INSIDE_PROGRAM,
            PUBLISH,
            GPU,
            SERVES,
            SOURCE);

    private static final Block BUILD = block(
            must("folder", TEXT, "the user's folder with a Dockerfile; a template of a setting"),
            MOUNT,
            INSIDE_PROGRAM,
            PUBLISH,
            GPU,
            SERVES,
            SOURCE);

    private static final Block NPM = block(
            must("name", TEXT, "the package"),
            must("version", TEXT, "exact version"),
            must("program", TEXT, "path below the folder it is installed into"),
            SERVES,
            SOURCE);

    private static final Block INSTALL = block(
            may("download", DOWNLOAD, "from the publisher"),
            may("package", PACKAGE, "from the distribution"),
            may("container", CONTAINER, "an image"),
            may("build", BUILD, "an image made of a folder of the user"),
            may("npm", NPM, "from the npm registry"));

    static final Block SERVICE = block(
            must("install", list(INSTALL), "ways to get it; the first that fits wins"),
            must("command", list(TEXT), "program and arguments; never a secret"),
            may("environment", textMap(SCALAR), "environment variables"),
            may("source", Source.SHAPE, "where command and variables were read and when"),
            may(
                    "files",
                    list(block(
                            must("template", TEXT, "path below files/"),
                            must("to", TEXT, "path below the slot's etc/"))),
                    "configuration files"),
            may("ready", TEXT, "the probe call that must answer before the next service starts"),
            must(
                    "stop",
                    block(
                            must("signal", choice("SIGTERM", "SIGINT"), "how it is asked to stop"),
                            must("grace", SPAN, "how long a clean stop may take"),
                            SOURCE),
                    "how it is stopped"));

    private ServiceShape() {}
}
