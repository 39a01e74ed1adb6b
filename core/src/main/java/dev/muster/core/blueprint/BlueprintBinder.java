package dev.muster.core.blueprint;

import dev.muster.core.shape.Cursor;
import dev.muster.core.value.ByteSize;
import dev.muster.core.value.Name;
import dev.muster.core.yaml.YamlNode;
import dev.muster.core.yaml.YamlNode.YamlMap;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/** Turns a checked document into records. */
final class BlueprintBinder {
    private BlueprintBinder() {}

    static Blueprint bind(Cursor top, SortedMap<String, String> templates) {
        return new Blueprint(
                new Name(top.text("name", "")),
                top.text("title", ""),
                top.text("summary", ""),
                top.each("networks", BlueprintBinder::network),
                top.each("roles", BlueprintBinder::role),
                top.each("settings", BlueprintBinder::setting),
                top.each("secrets", BlueprintBinder::secret),
                top.each("references", BlueprintBinder::reference),
                top.each("ports", BlueprintBinder::port),
                top.each(
                        "volumes",
                        (name, node) ->
                                new VolumeDef(name, Cursor.on(node).text("help", ""), sizes(Cursor.on(node), "size"))),
                top.each("services", ServiceBinder::service),
                top.each("endpoints", BlueprintBinder::endpoint),
                ProbeBinder.probes(top.block("probes")),
                top.blocks("gauges").stream().map(ProbeBinder::gauge).toList(),
                top.blocks("alarms").stream().map(BlueprintBinder::alarm).toList(),
                top.read("produce", ProbeBinder::produce),
                top.blocks("versions").stream().map(BlueprintBinder::version).toList(),
                requires(top.block("requires")),
                top.blocks("hardware").stream().map(BlueprintBinder::hardware).toList(),
                top.blocks("datasets").stream().map(BlueprintBinder::dataset).toList(),
                top.blocks("expects").stream().map(BlueprintBinder::expectation).toList(),
                top.texts("identity"),
                top.text("quiesce", "stop"),
                top.blocks("findings").stream().map(BlueprintBinder::finding).toList(),
                templates);
    }

    private static Network network(String name, YamlNode node) {
        Cursor at = Cursor.on(node);
        return new Network(
                name,
                Network.Kind.valueOf(at.text("kind", "public").toUpperCase(Locale.ROOT)),
                at.text("title", name),
                at.textMap("values"));
    }

    private static Role role(String name, YamlNode node) {
        Cursor at = Cursor.on(node);
        return new Role(
                name,
                at.text("title", ""),
                at.texts("services"),
                at.bool("default", false),
                at.bool("singleton", false),
                at.textMap("values"),
                at.texts("requires"),
                at.texts("networks"));
    }

    private static Setting setting(String name, YamlNode node) {
        Cursor at = Cursor.on(node);
        return new Setting(
                name,
                Setting.Type.valueOf(at.text("type", "text").toUpperCase(Locale.ROOT)),
                at.text("help", ""),
                at.text("default"),
                at.texts("choices"),
                at.text("min"),
                at.text("max"),
                at.bool("content", false),
                at.texts("excludes"));
    }

    private static SecretDef secret(String name, YamlNode node) {
        Cursor at = Cursor.on(node);
        return new SecretDef(
                name,
                at.text("help", ""),
                at.integer("generate"),
                at.bool("required", true),
                at.bool("environment", false),
                at.text("renew", SecretDef.RESTART));
    }

    private static ReferenceDef reference(String name, YamlNode node) {
        Cursor at = Cursor.on(node);
        return new ReferenceDef(
                name,
                at.text("help", ""),
                at.text("blueprint", ""),
                at.text("endpoint", ""),
                at.bool("required", false));
    }

    private static PortDef port(String name, YamlNode node) {
        Cursor at = Cursor.on(node);
        Map<String, Integer> defaults = at.node("default").orElseThrow() instanceof YamlMap
                ? at.each("default", (network, number) -> Integer.parseInt(Cursor.scalar(number)))
                : Map.of("*", at.integer("default").orElse(0));
        List<String> protocols = at.has("protocols") ? at.texts("protocols") : List.of("tcp");
        return new PortDef(
                name,
                at.text("help", ""),
                protocols,
                PortDef.Exposure.valueOf(at.text("exposure", "local").toUpperCase(Locale.ROOT)),
                defaults,
                at.bool("fixed", false),
                at.text("service"));
    }

    private static EndpointDef endpoint(String name, YamlNode node) {
        Cursor at = Cursor.on(node);
        return new EndpointDef(
                name,
                at.text("kind", "http"),
                at.text("port", ""),
                at.text("path", "/"),
                at.text("user"),
                at.text("secret"),
                at.text("version", "2.0"));
    }

    private static Version version(Cursor at) {
        return new Version(
                at.text("version", ""),
                at.bool("default", false),
                at.bool("resync", false),
                at.text("deadline"),
                at.textMap("checksums"),
                at.texts("networks"));
    }

    private static Requires requires(Cursor at) {
        List<String> architectures = at.has("architectures") ? at.texts("architectures") : List.of("x86_64", "aarch64");
        return new Requires(
                at.integer("cores").orElse(1),
                at.size("memory"),
                at.texts("cpu-flags"),
                at.bool("gpu", false),
                architectures);
    }

    private static Hardware hardware(Cursor at) {
        return new Hardware(
                at.text("role", ""),
                at.textMap("instance-types"),
                sizes(at, "volume-size"),
                at.integer("iops").orElse(0),
                at.integer("throughput").orElse(0));
    }

    private static Dataset dataset(Cursor at) {
        return new Dataset(
                at.text("name", ""),
                at.text("network", ""),
                at.text("url", ""),
                at.text("checksum"),
                at.text("to", "."),
                at.size("size"),
                at.size("needs"));
    }

    private static AlarmDef alarm(Cursor at) {
        return new AlarmDef(
                at.text("name", ""),
                at.text("title", ""),
                at.text("metric", ""),
                Double.parseDouble(at.text("above", "0")),
                at.span("lasting").orElse(Duration.ofMinutes(5)));
    }

    private static FindingDef finding(Cursor at) {
        return new FindingDef(
                at.text("id", ""),
                at.text("severity", "warning"),
                at.text("pillar", ""),
                at.text("when", ""),
                at.text("message", ""),
                at.text("advice", ""));
    }

    private static Expectation expectation(Cursor at) {
        return new Expectation(
                at.text("what", ""),
                at.text("network", "*"),
                at.span("low").orElse(Duration.ZERO),
                at.span("high").orElse(Duration.ZERO),
                at.text("source", ""));
    }

    private static Map<String, ByteSize> sizes(Cursor at, String key) {
        return at.each(key, (network, size) -> ByteSize.parse(Cursor.scalar(size)));
    }
}
