package dev.muster.core.blueprint;

import dev.muster.core.blueprint.InstallMethod.Container;
import dev.muster.core.blueprint.InstallMethod.Download;
import dev.muster.core.problem.Problems;
import dev.muster.core.shape.Cursor;
import dev.muster.core.text.Suggest;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a blueprint says of getting its software: each way is one of the four, and each can be proved right. */
final class InstallRules {
    /** Ids of all rules here, for the test that each is raised. */
    static final List<String> IDS = List.of(
            "blueprint.install-method", "blueprint.install-unproved", "blueprint.checksum", "blueprint.publish-port");

    private static final Pattern CHECKSUM = Pattern.compile("sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128}");
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

    private final Blueprint blueprint;
    private final Cursor top;
    private final Problems problems;

    InstallRules(Blueprint blueprint, Cursor top, Problems problems) {
        this.blueprint = blueprint;
        this.top = top;
        this.problems = problems;
    }

    void check() {
        blueprint.services().values().forEach(service -> {
            Cursor at = top.block("services").block(service.name());
            at.blocks("install").forEach(this::one);
            service.install().forEach(method -> proved(method, at));
            service.install().forEach(method -> published(method, at));
        });
        blueprint.versions().forEach(this::version);
    }

    private void one(Cursor item) {
        if (item.map().entries().size() != 1) {
            problems.add(
                    "blueprint.install-method",
                    item.map().place(),
                    "each item is exactly one of download, package, container, build, npm");
        }
    }

    private void proved(InstallMethod method, Cursor at) {
        switch (method) {
            case Download download
            when download.sums().isEmpty() && checksums().findAny().isEmpty() ->
                problems.add(
                        "blueprint.install-unproved",
                        at.place("install"),
                        "a download needs checksums under versions, or sums with the publisher's file of them");
            case Container container
            when container.digests().isEmpty() ->
                problems.add(
                        "blueprint.install-unproved",
                        at.place("install"),
                        "a container needs digests: a tag alone may change");
            case Container container ->
                container.digests().values().stream()
                        // One that a setting gives is proved when it is known.
                        .filter(digest -> !digest.contains("{{"))
                        .filter(digest -> !DIGEST.matcher(digest).matches())
                        .forEach(digest -> problems.add(
                                "blueprint.checksum",
                                at.place("install"),
                                "the digest \"" + digest + "\" is not sha256: with 64 hexadecimal digits"));
            default -> {}
        }
    }

    private void published(InstallMethod method, Cursor at) {
        Collection<String> known = blueprint.ports().keySet();
        method.inside().stream()
                .flatMap(inside -> inside.publish().keySet().stream())
                .filter(port -> !known.contains(port))
                .forEach(port -> problems.add(
                        "blueprint.publish-port",
                        at.place("install"),
                        "no port is called \"" + port + "\"" + Suggest.tail(port, known)));
    }

    private Stream<String> checksums() {
        return blueprint.versions().stream().flatMap(version -> version.checksums().values().stream());
    }

    private void version(Version version) {
        version.checksums().forEach((key, checksum) -> {
            if (!CHECKSUM.matcher(checksum).matches()) {
                problems.add(
                        "blueprint.checksum",
                        top.place("versions"),
                        "the checksum of " + version.number() + " for " + key
                                + " is not sha256: with 64 or sha512: with 128 hexadecimal digits");
            }
        });
    }
}
