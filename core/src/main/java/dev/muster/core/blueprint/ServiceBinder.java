package dev.muster.core.blueprint;

import dev.muster.core.blueprint.InstallMethod.Build;
import dev.muster.core.blueprint.InstallMethod.Container;
import dev.muster.core.blueprint.InstallMethod.DistroPackage;
import dev.muster.core.blueprint.InstallMethod.Download;
import dev.muster.core.blueprint.InstallMethod.Inside;
import dev.muster.core.blueprint.InstallMethod.Npm;
import dev.muster.core.shape.Cursor;
import dev.muster.core.yaml.YamlNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Turns the block of a service into records. */
final class ServiceBinder {
    private ServiceBinder() {}

    static ServiceDef service(String name, YamlNode node) {
        Cursor at = Cursor.on(node);
        Cursor stop = at.block("stop");
        return new ServiceDef(
                name,
                at.blocks("install").stream().flatMap(ServiceBinder::methods).toList(),
                at.texts("command"),
                at.textMap("environment"),
                files(at),
                at.text("ready"),
                stop.text("signal", "SIGTERM"),
                stop.span("grace").orElse(Duration.ofSeconds(30)));
    }

    private static List<ServiceDef.FileDef> files(Cursor at) {
        return at.blocks("files").stream()
                .map(file -> new ServiceDef.FileDef(file.text("template", ""), file.text("to", "")))
                .toList();
    }

    private static Stream<InstallMethod> methods(Cursor at) {
        return Stream.<Optional<? extends InstallMethod>>of(
                        at.read("download", ServiceBinder::download),
                        at.read(
                                "package",
                                p -> new DistroPackage(p.text("name", ""), p.text("program", ""), p.texts("networks"))),
                        at.read("container", ServiceBinder::container),
                        at.read("build", b -> new Build(b.text("folder", ""), inside(b), b.texts("networks"))),
                        at.read(
                                "npm",
                                n -> new Npm(
                                        n.text("name", ""),
                                        n.text("version", ""),
                                        n.text("program", ""),
                                        n.texts("networks"))))
                .flatMap(Optional::stream);
    }

    private static Download download(Cursor at) {
        return new Download(
                at.text("url", ""),
                at.textMap("archs"),
                Map.of(),
                at.text("sums"),
                at.text("program", ""),
                at.texts("networks"));
    }

    private static Container container(Cursor at) {
        return new Container(
                at.text("image", ""), at.text("tag", ""), at.textMap("digests"), inside(at), at.texts("networks"));
    }

    private static Inside inside(Cursor at) {
        return new Inside(
                at.text("mount", "/data"),
                at.text("program"),
                at.each("publish", (port, number) -> Integer.parseInt(Cursor.scalar(number))),
                at.text("gpu", ""));
    }
}
