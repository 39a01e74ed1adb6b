package dev.muster.cli.command;

import dev.muster.aws.cloud.RegionChoice;
import dev.muster.aws.facts.AwsFacts;
import dev.muster.aws.rules.AwsRules;
import dev.muster.cli.world.Context;
import dev.muster.core.blueprint.BlueprintLibrary;
import dev.muster.core.blueprint.Libraries;
import dev.muster.core.problem.MusterException;
import dev.muster.core.spec.AwsSpec;
import dev.muster.core.spec.Spec;
import dev.muster.core.spec.Spec.Target;
import dev.muster.core.spec.SpecReader;
import dev.muster.core.spec.SpecReader.Resolved;
import dev.muster.core.text.TextFile;
import dev.muster.core.value.Region;
import dev.muster.local.DeploymentFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of commands that read a spec. */
final class SpecOptions {
    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "the spec; ./muster.yaml")
    @Nullable Path file;

    @Option(names = "--blueprints", paramLabel = "DIR", description = "a folder of own blueprints")
    @Nullable Path blueprints;

    @Option(names = "--target", paramLabel = "TARGET", description = "local or aws, whatever the spec says")
    @Nullable String target;

    @Mixin
    AwsOptions aws = new AwsOptions();

    private Optional<RegionChoice> chosen = Optional.empty();
    private Optional<AwsStored> stored = Optional.empty();

    /** These options as they were typed. */
    List<String> typed() {
        List<String> words = new ArrayList<>();
        Optional.ofNullable(file).ifPresent(path -> words.addAll(List.of("-f", path.toString())));
        Optional.ofNullable(blueprints).ifPresent(path -> words.addAll(List.of("--blueprints", path.toString())));
        Optional.ofNullable(target).ifPresent(there -> words.addAll(List.of("--target", there)));
        words.addAll(aws.typed());
        return words;
    }

    /**
     * A spec that was read.
     *
     * @param file its path as the user knows it
     * @param region that counts on AWS, and who named it; empty for several
     */
    record Read(Resolved resolved, String file, Optional<RegionChoice> region) {
        /** Where it is on AWS, and who said so. */
        String where() {
            return region.map(choice -> "region " + choice.region() + " by " + choice.source())
                    .orElse("regions by the spec");
        }
    }

    /** Reads the spec of a path, or the stored one of a deployment's name, here or on AWS, or the default file. */
    Read read(Context context, @Nullable String word) throws IOException {
        Path path = path(context, word);
        if (!Files.isRegularFile(path)) {
            throw MusterException.invalid(
                    "there is no spec at " + path,
                    word == null ? "write one with \"muster init\", or name one: -f FILE" : "name a spec's path");
        }
        String shown = path.toString();
        Resolved resolved = resolve(shown, TextFile.read(path), library(context, path), spec -> adjust(spec, context));
        return new Read(resolved, shown, chosen);
    }

    /** Reads a spec by all rules, those of its target too. */
    static Resolved resolve(String file, String text, BlueprintLibrary library, UnaryOperator<Spec> adjust) {
        Resolved resolved = SpecReader.read(file, text, library, adjust);
        if (resolved.spec().target() == Target.AWS) {
            AwsRules.check(file, resolved, new AwsFacts());
        }
        return resolved;
    }

    /** The spec, for a command that has a meaning on AWS only. */
    Resolved readForAws(Context context, @Nullable String word, String command) throws IOException {
        Resolved resolved = read(context, word).resolved();
        if (resolved.spec().target() != Target.AWS) {
            throw MusterException.invalid(
                    "the spec is for this machine, and " + command + " is for AWS only", "write --target aws");
        }
        return resolved;
    }

    /**
     * For a stored spec its stored blueprint before any bundled one of the name: it is what the deployment was made
     * of, and the user's own folder may be elsewhere. A folder named on the command line comes before both.
     */
    private BlueprintLibrary library(Context context, Path path) throws IOException {
        BlueprintLibrary usual = context.library(Optional.ofNullable(blueprints));
        if (stored.isPresent()) {
            return beside(usual, Libraries.folder(stored.get().blueprints()));
        }
        for (DeploymentFolder deployment : context.state().deployments()) {
            if (deployment.specFile().equals(path)) {
                return beside(usual, deployment.blueprints());
            }
        }
        return usual;
    }

    private BlueprintLibrary beside(BlueprintLibrary usual, BlueprintLibrary own) {
        return Libraries.chain(blueprints == null ? List.of(own, usual) : List.of(usual, own));
    }

    private Path path(Context context, @Nullable String word) throws IOException {
        if (file != null) {
            return file;
        }
        if (word == null) {
            return Path.of("muster.yaml");
        }
        if (Files.isDirectory(Path.of(word))) {
            return Path.of(word, "muster.yaml");
        }
        boolean name = !word.contains("/") && !word.endsWith(".yaml") && !word.endsWith(".yml");
        if (name && !Files.exists(Path.of(word))) {
            stored = AwsStored.of(context, aws, word);
            return stored.isPresent()
                    ? stored.get().spec()
                    : new Targets(context).deployment(word).specFile();
        }
        return Path.of(word);
    }

    private Spec adjust(Spec spec, Context context) {
        Spec there = target != null ? spec.on(target(target)) : stored.isPresent() ? spec.on(Target.AWS) : spec;
        if (aws.region().isPresent() && there.target() == Target.LOCAL) {
            throw MusterException.invalid(
                    "--region is for AWS, and the spec is for this machine", "write --target aws");
        }
        List<Region> named = there.aws().map(AwsSpec::regions).orElse(List.of());
        if (there.target() != Target.AWS || (named.size() > 1 && aws.region().isEmpty())) {
            return there;
        }
        boolean unsaid = aws.region().isEmpty() && named.isEmpty();
        chosen = unsaid && stored.isPresent()
                ? Optional.of(new RegionChoice(stored.get().region(), "its stack"))
                : RegionChoice.of(aws.region(), named.stream().findFirst(), aws.access(context));
        return chosen.map(choice -> there.in(choice.region())).orElse(there);
    }

    private static Target target(String word) {
        return Target.valueOf(Choice.of("target", word, List.of("local", "aws")).toUpperCase(Locale.ROOT));
    }
}
