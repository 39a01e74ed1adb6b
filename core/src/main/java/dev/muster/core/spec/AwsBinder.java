package dev.muster.core.spec;

import dev.muster.core.shape.Cursor;
import dev.muster.core.spec.AwsSpec.Alarms;
import dev.muster.core.spec.AwsSpec.Balancer;
import dev.muster.core.spec.AwsSpec.Expose;
import dev.muster.core.spec.AwsSpec.Net;
import dev.muster.core.spec.AwsSpec.Usage;
import dev.muster.core.spec.AwsSpec.Volume;
import dev.muster.core.value.Architecture;
import dev.muster.core.value.Cidr;
import dev.muster.core.value.Region;
import dev.muster.core.yaml.YamlNode;
import dev.muster.core.yaml.YamlNode.YamlList;
import java.util.List;
import java.util.stream.Stream;

/** Turns a checked block {@code aws} into a record. */
final class AwsBinder {
    private AwsBinder() {}

    static AwsSpec bind(Cursor at) {
        return new AwsSpec(
                at.text("account"),
                Stream.concat(at.text("region").stream(), at.texts("regions").stream())
                        .distinct()
                        .map(Region::new)
                        .toList(),
                at.text("instance"),
                at.text("architecture").map(Architecture::kernel),
                at.text("image"),
                volume(at.block("volume")),
                at.size("root-volume"),
                network(at.block("network")),
                new Expose(at.each("expose", (port, node) -> cidrs(node))),
                at.read("load-balancer", AwsBinder::balancer),
                at.bool("address", false),
                at.bool("spot", false),
                at.text("instance-role"),
                at.text("permissions-boundary"),
                at.text("key-pair"),
                at.node("ssh-from").map(AwsBinder::cidrs).orElse(List.of()),
                at.textMap("tags"),
                new Alarms(at.block("alarms").text("email"), at.block("alarms").text("topic")),
                at.bool("dashboard", true),
                at.integer("log-retention").orElse(30),
                at.integer("stop-grace"),
                usage(at.block("usage")));
    }

    private static Usage usage(Cursor at) {
        return new Usage(
                at.size("traffic"), at.size("logs"), at.integer("requests"), at.integer("load-balancer-units"));
    }

    private static Volume volume(Cursor at) {
        return new Volume(
                at.size("size"),
                at.text("type", "gp3"),
                at.integer("iops"),
                at.integer("throughput"),
                at.text("key"),
                at.text("snapshot"),
                at.text("mount", "/data"),
                at.integer("initialization-rate"));
    }

    private static Net network(Cursor at) {
        return new Net(
                at.text("vpc"),
                at.text("cidr").map(Cidr::parse),
                at.texts("subnets"),
                at.texts("zones"),
                at.text("security-group"));
    }

    private static Balancer balancer(Cursor at) {
        return new Balancer(
                at.text("scheme", "internal").equals("internet-facing"),
                at.node("from").map(AwsBinder::cidrs).orElse(List.of()),
                at.text("certificate"),
                at.integer("waf-rate"),
                at.integer("waf-window").orElse(Balancer.WAF_WINDOW),
                at.text("endpoint", ""));
    }

    private static List<Cidr> cidrs(YamlNode node) {
        return node instanceof YamlList list
                ? list.items().stream().map(Cursor::scalar).map(Cidr::parse).toList()
                : List.of();
    }
}
