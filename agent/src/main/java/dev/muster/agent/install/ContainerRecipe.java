package dev.muster.agent.install;

import dev.muster.core.blueprint.InstallMethod.Container;
import dev.muster.core.value.Architecture;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An image by digest.
 *
 * @param reference {@code registry/name@sha256:...}
 * @param version what people call it
 */
record ContainerRecipe(String reference, Optional<String> version) {
    private static final String DIGEST = "sha256:[0-9a-f]{64}";
    private static final Pattern SETTING = Pattern.compile("\\{\\{#?setting\\.([a-z0-9-]+)}}");

    /**
     * Decides. Pure. Digests are looked for by {@code version/architecture} and {@code version}; those by
     * {@code architecture} or for all ({@code *}) are of the blueprint's default version.
     */
    static Choice<ContainerRecipe> of(Container method, String architecture, Wanted wanted, Template template) {
        String tag = template.render(method.tag(), Map.of());
        Optional<String> number = wanted.number();
        Stream<String> ofVersion = number.stream().flatMap(it -> Stream.of(it + "/" + architecture, it));
        boolean isDefault = wanted.isDefault() && !(wanted.pinned() && contradicts(method, number));
        Stream<String> ofDefault = isDefault ? Stream.of(architecture, "*") : Stream.of();
        Optional<String> digest = Stream.concat(ofVersion, ofDefault)
                .flatMap(key -> Optional.ofNullable(method.digests().get(key)).stream())
                .map(text -> template.render(text, Map.of()).strip())
                .filter(text -> !text.isEmpty())
                .findFirst();
        String image = template.render(method.image(), Map.of());
        if (image.isBlank()) {
            return Choice.not("no image is given");
        }
        if (digest.isEmpty() || !digest.get().matches(DIGEST)) {
            return Choice.not("no digest for " + Architecture.spec(architecture) + " of " + image
                    + (tag.isEmpty() ? "" : ":" + tag) + " is known, and a tag alone may change" + advice(method));
        }
        return new Choice.Fits<>(
                new ContainerRecipe(image + "@" + digest.get(), tag.isEmpty() ? number : Optional.of(tag)));
    }

    /** The setting that would give one, if the blueprint has such. */
    private static String advice(Container method) {
        return method.digests().values().stream()
                .map(SETTING::matcher)
                .filter(Matcher::find)
                .findFirst()
                .map(found -> "; give settings." + found.group(1) + ": sha256:...")
                .orElse("");
    }

    /** A tag that is no template names one version, and perhaps another one. */
    private static boolean contradicts(Container method, Optional<String> number) {
        return !method.tag().isEmpty()
                && !method.tag().contains("{{")
                && number.isPresent()
                && !method.tag().contains(number.get());
    }

    /** See {@link Way#identity}. */
    List<String> identity() {
        return List.of("container", reference);
    }
}
