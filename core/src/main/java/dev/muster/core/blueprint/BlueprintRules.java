package dev.muster.core.blueprint;

import dev.muster.core.blueprint.Probes.ValueAt;
import dev.muster.core.problem.Place;
import dev.muster.core.problem.Problems;
import dev.muster.core.shape.Cursor;
import dev.muster.core.text.Suggest;
import dev.muster.core.yaml.YamlNode.YamlMap;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a blueprint must fulfil beyond its shape: names that are used must exist, facts must have sources. */
public final class BlueprintRules {
    /** Ids of all rules here, for the test that each is raised. */
    public static final List<String> IDS = Stream.of(
                    List.of(BlueprintReader.INCLUDE, BlueprintReader.NAME),
                    ReferenceRules.IDS,
                    NetworkRules.IDS,
                    InstallRules.IDS,
                    TipRules.IDS,
                    own())
            .flatMap(List::stream)
            .toList();

    private static final Pattern DATED_SOURCE =
            Pattern.compile("(?i)source\"?\\s*[:=] .{8,}\\(20\\d\\d-[01]\\d-[0-3]\\d\\)");
    private static final Pattern SECRET_VARIABLE = Pattern.compile("\\{\\{[#&{]?\\s*secret\\.");

    private final Blueprint blueprint;
    private final Cursor top;
    private final Problems problems;

    private BlueprintRules(Blueprint blueprint, Cursor top, Problems problems) {
        this.blueprint = blueprint;
        this.top = top;
        this.problems = problems;
    }

    static void check(Blueprint blueprint, YamlMap document, Problems problems) {
        BlueprintRules rules = new BlueprintRules(blueprint, new Cursor(document), problems);
        rules.roles();
        rules.services();
        rules.settings();
        rules.ports();
        rules.endpoints();
        rules.probes();
        rules.versions();
        new NetworkRules(blueprint, new Cursor(document), problems).check();
        new InstallRules(blueprint, new Cursor(document), problems).check();
        new ReferenceRules(blueprint, new Cursor(document), problems).check();
        new TipRules(blueprint, new Cursor(document), problems).check();
        if (!blueprint.volumes().containsKey("data")) {
            rules.add(
                    "blueprint.data-volume",
                    "volumes",
                    "a volume called \"data\" is needed; identity and datasets" + " lie there");
        }
        if (blueprint.gauges().size() > 8) {
            rules.add("blueprint.gauges", "gauges", "at most 8 gauges; each costs money on AWS");
        }
    }

    private static List<String> own() {
        return List.of(
                "blueprint.service-unknown",
                "blueprint.default-role",
                "blueprint.default-version",
                "blueprint.port-unknown",
                "blueprint.port-agent",
                "blueprint.call-unknown",
                "blueprint.endpoint-unknown",
                "blueprint.secret-unknown",
                "blueprint.template-missing",
                "blueprint.template-source",
                "blueprint.setting-default",
                "blueprint.secret-argument",
                "blueprint.data-volume",
                "blueprint.gauges",
                "blueprint.no-dot-dot");
    }

    private void add(String rule, String key, String message) {
        problems.add(rule, top.place(key), message);
    }

    private void known(String rule, Place place, String what, String name, Collection<String> known) {
        if (!known.contains(name)) {
            problems.add(rule, place, "no " + what + " is called \"" + name + "\"" + Suggest.tail(name, known));
        }
    }

    private void roles() {
        blueprint
                .roles()
                .values()
                .forEach(role -> role.services()
                        .forEach(service -> known(
                                "blueprint.service-unknown",
                                top.block("roles").place(role.name()),
                                "service",
                                service,
                                blueprint.services().keySet())));
        if (blueprint.roles().values().stream().filter(Role::defaultRole).count() > 1) {
            add("blueprint.default-role", "roles", "at most one role can be the default");
        }
    }

    private void services() {
        blueprint.services().forEach((name, service) -> {
            Place place = top.block("services").place(name);
            service.files().forEach(file -> {
                known(
                        "blueprint.template-missing",
                        place,
                        "file below files/",
                        file.template(),
                        blueprint.files().keySet());
                if (file.to().contains("..") || file.to().startsWith("/")) {
                    problems.add("blueprint.no-dot-dot", place, "\"" + file.to() + "\" leaves the slot's folder");
                }
            });
            if (service.command().stream()
                    .anyMatch(part -> SECRET_VARIABLE.matcher(part).find())) {
                problems.add(
                        "blueprint.secret-argument",
                        place,
                        "a secret in an argument is seen by every user of the" + " machine; put it into a file");
            }
            service.environment()
                    .values()
                    .forEach(value -> SECRET_VARIABLE.matcher(value).results().forEach(found -> {
                        boolean allowed = blueprint.secrets().values().stream()
                                .anyMatch(secret -> secret.environment() && value.contains("secret." + secret.name()));
                        if (!allowed) {
                            problems.add(
                                    "blueprint.secret-argument",
                                    place,
                                    "a secret goes into an environment variable only"
                                            + " if it says environment: true");
                        }
                    }));
            service.ready()
                    .ifPresent(call -> known(
                            "blueprint.call-unknown",
                            place,
                            "probe call",
                            call,
                            blueprint.probes().calls().keySet()));
        });
        blueprint.files().forEach((path, text) -> {
            if (!DATED_SOURCE.matcher(text).find()) {
                problems.add(
                        "blueprint.template-source",
                        Place.file(beside("files/" + path)),
                        "the template does not say where"
                                + " its keys were read and when; add a line such as \"# source: https://page (2026-11-22)\"");
            }
        });
    }

    private String beside(String path) {
        return Path.of(top.map().place().file()).resolveSibling(path).toString();
    }

    private void settings() {
        blueprint
                .settings()
                .forEach((name, setting) -> setting.defaultValue()
                        .flatMap(value -> SettingValue.fault(setting, value))
                        .ifPresent(fault -> problems.add(
                                "blueprint.setting-default",
                                top.block("settings").place(name),
                                "default: " + fault)));
    }

    private void ports() {
        if (blueprint.ports().containsKey(PortDef.AGENT)) {
            problems.add(
                    "blueprint.port-agent",
                    top.block("ports").place(PortDef.AGENT),
                    "\"agent\" is the port of the agent's own interface; give this one another name");
        }
        blueprint
                .ports()
                .forEach((name, port) -> port.service()
                        .ifPresent(service -> known(
                                "blueprint.service-unknown",
                                top.block("ports").place(name),
                                "service",
                                service,
                                blueprint.services().keySet())));
    }

    private void endpoints() {
        blueprint.endpoints().forEach((name, endpoint) -> {
            Place place = top.block("endpoints").place(name);
            known(
                    "blueprint.port-unknown",
                    place,
                    "port",
                    endpoint.port(),
                    blueprint.ports().keySet());
            endpoint.secret()
                    .ifPresent(secret -> known(
                            "blueprint.secret-unknown",
                            place,
                            "secret",
                            secret,
                            blueprint.secrets().keySet()));
        });
    }

    private void probes() {
        Cursor at = top.block("probes");
        blueprint
                .probes()
                .calls()
                .forEach((name, call) -> known(
                        "blueprint.endpoint-unknown",
                        at.block("calls").place(name),
                        "endpoint",
                        call.endpoint(),
                        blueprint.endpoints().keySet()));
        blueprint
                .produce()
                .filter(produce -> produce.by().equals("agent"))
                .ifPresent(produce -> known(
                        "blueprint.endpoint-unknown",
                        top.place("produce"),
                        "endpoint",
                        produce.endpoint(),
                        blueprint.endpoints().keySet()));
        blueprint
                .probes()
                .values()
                .forEach((name, value) -> call(value, at.block("values").place(name)));
        blueprint.probes().tips().forEach(tip -> tip.value().ifPresent(value -> call(value, at.place("tips"))));
        blueprint
                .probes()
                .expect()
                .forEach((name, expect) ->
                        call(expect.value(), at.block("expect").place(name)));
        blueprint.probes().work().ifPresent(work -> call(work.count(), at.place("work")));
        blueprint.gauges().forEach(gauge -> call(gauge.value(), top.place("gauges")));
    }

    private void call(ValueAt value, Place place) {
        known(
                "blueprint.call-unknown",
                place,
                "probe call",
                value.call(),
                blueprint.probes().calls().keySet());
    }

    private void versions() {
        if (blueprint.versions().stream().filter(Version::defaultVersion).count() > 1) {
            add("blueprint.default-version", "versions", "at most one version can be the default");
        }
    }
}
