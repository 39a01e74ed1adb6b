package dev.muster.cli.command;

import dev.muster.core.blueprint.Network;
import dev.muster.core.blueprint.Role;
import dev.muster.core.blueprint.SecretDef;
import dev.muster.core.blueprint.Setting;
import dev.muster.core.blueprint.Setting.Type;
import dev.muster.core.blueprint.Version;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes a new spec with everything that could stand in it as comments. */
final class SpecText {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9./_-]*( [A-Za-z]+)?");

    private final SpecDraft draft;
    private final StringBuilder text = new StringBuilder();

    SpecText(SpecDraft draft) {
        this.draft = draft;
    }

    String text() {
        line("# " + draft.blueprint().title() + ": " + draft.blueprint().summary() + ".");
        line("# \"muster plan\" says what this would do, \"muster up\" does it. All keys: muster help spec");
        line("muster: 1");
        line("name: " + draft.name());
        line("blueprint: " + draft.blueprint().name());
        network();
        role();
        version();
        place();
        if (draft.network().dev() && draft.blueprint().produce().isPresent()) {
            line("");
            line("# A block every so often; dev networks only.");
            line("produce: 5s");
        }
        settings();
        references();
        secrets();
        return text.toString();
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private void network() {
        line("");
        for (Network network : draft.blueprint().networks().values()) {
            line("# " + network.name() + ": " + network.title() + (network.dev() ? " (dev, disposable)" : ""));
        }
        line("network: " + draft.network().name());
    }

    private void role() {
        line("");
        for (Role role : draft.blueprint().roles().values()) {
            line("# " + role.name() + ": " + role.title()
                    + (role.networks().isEmpty() ? "" : " (on " + String.join(", ", role.networks()) + ")"));
        }
        line("role: " + draft.role().name());
    }

    private void version() {
        List<Version> versions = draft.blueprint().versions();
        if (!versions.isEmpty()) {
            line("");
            line("# The software's version; else the blueprint's default.");
            line("# version: " + scalar(versions.getFirst().number()) + others(versions));
        }
    }

    private static String others(List<Version> versions) {
        return versions.size() == 1
                ? ""
                : "  # or " + versions.stream().skip(1).map(Version::number).collect(Collectors.joining(", "));
    }

    private void place() {
        line("");
        line("# local: this machine. aws: Amazon Web Services.");
        line("target: " + draft.target());
        line(
                draft.topology().equals("single")
                        ? "# topology: single  # or ha, fleet (AWS)"
                        : "topology: " + draft.topology());
        line(draft.nodes().map(nodes -> "nodes: " + nodes).orElse("# nodes: 1"));
        draft.region().ifPresentOrElse(this::region, () -> line("# aws: {region: eu-central-1}"));
    }

    private void region(String region) {
        line("aws:");
        line(region.contains(",") ? "  regions: [" + region.replace(",", ", ") + "]" : "  region: " + region);
    }

    private void settings() {
        if (draft.blueprint().settings().isEmpty()) {
            return;
        }
        boolean some = !draft.settings().isEmpty();
        line("");
        line(some ? "settings:" : "# settings:");
        for (Setting setting : draft.blueprint().settings().values()) {
            line("  # " + setting.name() + ": " + setting.help() + " (" + kind(setting) + ")");
            String set = draft.settings().get(setting.name());
            line(
                    set == null
                            ? (some ? "  # " : "#   ") + setting.name() + ":" + initial(setting)
                            : "  " + setting.name() + ": " + value(setting, set));
        }
    }

    private static String kind(Setting setting) {
        return setting.type() == Type.CHOICE
                ? String.join(" | ", setting.choices())
                : setting.type().name().toLowerCase(Locale.ROOT)
                        + setting.min().map(min -> ", at least " + min).orElse("")
                        + setting.max().map(max -> ", at most " + max).orElse("");
    }

    private static String initial(Setting setting) {
        return setting.defaultValue().map(value -> " " + value(setting, value)).orElse("  # unset");
    }

    private static String value(Setting setting, String value) {
        return setting.type() == Type.LIST
                ? Arrays.stream(value.split("[,\n]", -1))
                        .map(String::strip)
                        .filter(item -> !item.isEmpty())
                        .map(SpecText::scalar)
                        .collect(Collectors.joining(", ", "[", "]"))
                : scalar(value);
    }

    private static String scalar(String value) {
        return PLAIN.matcher(value).matches()
                ? value
                : "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private void references() {
        draft.blueprint().references().values().forEach(reference -> {
            boolean needed = reference.required() || draft.role().requires().contains(reference.name());
            String sign = needed ? "" : "# ";
            line("");
            line("# " + reference.help() + "; a deployment of yours, or host: and ports: of somebody else's");
            line(sign + "references:");
            line(sign + "  " + reference.name() + ": {deployment: " + reference.blueprint() + "}");
        });
    }

    private void secrets() {
        List<SecretDef> asked = draft.blueprint().secrets().values().stream()
                .filter(secret -> secret.generate().isEmpty())
                .toList();
        if (!asked.isEmpty()) {
            line("");
            line("# Never write a secret here, only where it is: a file that you alone can read.");
            line("# secrets:");
            asked.forEach(secret ->
                    line("#   " + secret.name() + ": {file: " + secret.name() + ".secret}  # " + secret.help()));
        }
    }
}
