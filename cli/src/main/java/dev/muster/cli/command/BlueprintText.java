package dev.muster.cli.command;

import dev.muster.core.blueprint.Blueprint;
import dev.muster.core.blueprint.InstallMethod;
import dev.muster.core.blueprint.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A blueprint for a terminal. */
final class BlueprintText {
    private BlueprintText() {}

    static List<String> lines(Blueprint blueprint) {
        List<String> lines = new ArrayList<>();
        lines.add(blueprint.title() + ": " + blueprint.summary());
        lines.add("networks:");
        blueprint
                .networks()
                .values()
                .forEach(network -> lines.add(
                        "  %-10s %s%s".formatted(network.name(), network.title(), network.dev() ? " (dev)" : "")));
        lines.add("roles:");
        blueprint
                .roles()
                .values()
                .forEach(role -> lines.add(
                        "  %-10s %s%s".formatted(role.name(), role.title(), role.defaultRole() ? " (default)" : "")));
        lines.add("settings:");
        blueprint.settings().values().forEach(setting -> lines.add(setting(setting)));
        lines.add("ports:");
        blueprint
                .ports()
                .values()
                .forEach(port -> lines.add("  %-10s %s, %s, %s"
                        .formatted(
                                port.name(),
                                port.help(),
                                port.exposure().name().toLowerCase(Locale.ROOT),
                                port.defaults())));
        blueprint
                .secrets()
                .values()
                .forEach(secret -> lines.add("secret %s: %s%s"
                        .formatted(
                                secret.name(),
                                secret.help(),
                                secret.generate().isPresent() ? " (made by Muster)" : "")));
        blueprint
                .services()
                .values()
                .forEach(service -> lines.add("program %s: installed by %s; stops within %d s"
                        .formatted(
                                service.name(),
                                String.join(
                                        ", ",
                                        service.install().stream()
                                                .map(InstallMethod::kind)
                                                .toList()),
                                service.grace().toSeconds())));
        return lines;
    }

    private static String setting(Setting setting) {
        return "  %-18s %s, %s%s"
                .formatted(
                        setting.name(),
                        setting.type().name().toLowerCase(Locale.ROOT),
                        setting.help(),
                        setting.defaultValue().map(value -> "; " + value).orElse(""));
    }
}
