package dev.muster.cli.command;

import dev.muster.core.blueprint.Blueprint;
import dev.muster.core.blueprint.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What scripts want to know of a blueprint. */
final class BlueprintJson {
    private BlueprintJson() {}

    static Map<String, Object> of(Blueprint blueprint) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("name", blueprint.name().text());
        all.put("title", blueprint.title());
        all.put("summary", blueprint.summary());
        all.put("networks", List.copyOf(blueprint.networks().keySet()));
        all.put("roles", List.copyOf(blueprint.roles().keySet()));
        Map<String, Object> settings = new LinkedHashMap<>();
        blueprint.settings().values().forEach(setting -> settings.put(setting.name(), setting(setting)));
        all.put("settings", settings);
        Map<String, Object> ports = new LinkedHashMap<>();
        blueprint.ports().values().forEach(port -> ports.put(port.name(), port.defaults()));
        all.put("ports", ports);
        all.put("secrets", List.copyOf(blueprint.secrets().keySet()));
        return all;
    }

    private static Map<String, Object> setting(Setting setting) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("type", setting.type().name().toLowerCase(Locale.ROOT));
        one.put("help", setting.help());
        setting.defaultValue().ifPresent(value -> one.put("default", value));
        return one;
    }
}
