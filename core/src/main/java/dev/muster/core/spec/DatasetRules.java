package dev.muster.core.spec;

import dev.muster.core.blueprint.Blueprint;
import dev.muster.core.blueprint.Dataset;
import dev.muster.core.problem.Problems;
import dev.muster.core.shape.Cursor;
import dev.muster.core.spec.Spec.Target;
import dev.muster.core.text.Suggest;
import dev.muster.core.yaml.YamlNode.YamlMap;
import java.util.List;
import java.util.regex.Pattern;

/** What the data that nodes start from must be. */
final class DatasetRules {
    /** Ids of all rules here, for the test that each is raised. */
    static final List<String> IDS = List.of(
            "spec.dataset-unknown",
            "spec.dataset-source",
            "spec.dataset-form",
            "spec.dataset-object",
            "spec.dataset-checksum",
            "spec.dataset-to");

    private static final Pattern PACKED = Pattern.compile(".*\\.(tar\\.gz|tgz|tar\\.xz|txz|tar\\.zst|tzst)");
    private static final Pattern WEB = Pattern.compile("https?://[^/\\s]+/\\S+");
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*");
    private static final Pattern CHECKSUM =
            Pattern.compile("sha256:[0-9a-fA-F]{64}|sha512:[0-9a-fA-F]{128}|https?://[^/\\s]+/\\S+");
    private static final Pattern BELOW = Pattern.compile("\\.|[^/.\\s][^/\\s]*(/[^/.\\s][^/\\s]*)*");

    private DatasetRules() {}

    static void check(Spec spec, Blueprint blueprint, Cursor top, Problems problems) {
        spec.dataset().ifPresent(choice -> {
            switch (choice) {
                case DatasetChoice.Nothing _ -> {}
                case DatasetChoice.Named(String name) -> named(name, spec, blueprint, top, problems);
                case DatasetChoice.Own(Dataset dataset) ->
                    own(
                            dataset,
                            spec,
                            top.node("dataset").orElseThrow() instanceof YamlMap map ? new Cursor(map) : top,
                            problems);
            }
        });
    }

    private static void named(String name, Spec spec, Blueprint blueprint, Cursor top, Problems problems) {
        List<String> known = blueprint.datasets().stream()
                .filter(each -> each.network().equals(spec.network()))
                .map(Dataset::name)
                .toList();
        if (!known.contains(name)) {
            problems.add(
                    "spec.dataset-unknown",
                    top.place("dataset"),
                    "the blueprint has no dataset \"" + name + "\" for " + spec.network()
                            + (known.isEmpty()
                                    ? "; write none, or a block with its url and checksum"
                                    : Suggest.tail(name, known)));
        }
    }

    private static void own(Dataset dataset, Spec spec, Cursor at, Problems problems) {
        if (at.has("url") == at.has("object")) {
            problems.add("spec.dataset-source", at.map().place(), "name either url or object");
            return;
        }
        String key = at.has("url") ? "url" : "object";
        String value = at.text(key, "");
        boolean formed = (at.has("url") ? WEB : KEY).matcher(value).matches();
        if (!formed || !PACKED.matcher(value).matches()) {
            problems.add(
                    "spec.dataset-form",
                    at.place(key),
                    "\"" + value + "\" is not "
                            + (at.has("url")
                                    ? "an http(s) address"
                                    : "a key of letters, digits, dots, dashes and slashes")
                            + " that ends in tar.gz, tar.xz or tar.zst");
        }
        if (dataset.inBucket() && spec.target() != Target.AWS) {
            problems.add(
                    "spec.dataset-object",
                    at.place(key),
                    "only a deployment on AWS has a bucket; on this machine name its url");
        }
        dataset.checksum()
                .filter(text -> !CHECKSUM.matcher(text).matches())
                .ifPresent(text -> problems.add(
                        "spec.dataset-checksum",
                        at.place("checksum"),
                        "\"" + text + "\" is neither sha256: with 64 nor sha512: with 128 hexadecimal digits, nor the"
                                + " http(s) address of a file with one"));
        if (!BELOW.matcher(dataset.to()).matches()) {
            problems.add(
                    "spec.dataset-to",
                    at.place("to"),
                    "\"" + dataset.to() + "\" is not a folder below the node's data");
        }
    }
}
