package dev.muster.cli.command;

import dev.muster.aws.cloud.Access;
import dev.muster.cli.world.Context;
import dev.muster.core.value.Region;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of commands that may ask AWS; the same words as other tools of AWS have. */
final class AwsOptions {
    @Option(names = "--region", paramLabel = "REGION", description = "on AWS: this region, whatever else names one")
    @Nullable String region;

    @Option(names = "--profile", paramLabel = "PROFILE", description = "on AWS: credentials of this profile")
    @Nullable String profile;

    @Option(names = "--endpoint-url", paramLabel = "URL", description = "on AWS: ask here, such as an emulator")
    @Nullable URI endpoint;

    /** How to reach the account. */
    Access access(Context context) {
        return new Access(Optional.ofNullable(profile), Optional.ofNullable(endpoint), context.environment());
    }

    Optional<Region> region() {
        return Optional.ofNullable(region).map(new AwsWords()::region);
    }

    /** These options as they were typed. */
    List<String> typed() {
        List<String> words = new ArrayList<>();
        Optional.ofNullable(region).ifPresent(code -> words.addAll(List.of("--region", code)));
        Optional.ofNullable(profile).ifPresent(name -> words.addAll(List.of("--profile", name)));
        Optional.ofNullable(endpoint).ifPresent(url -> words.addAll(List.of("--endpoint-url", url.toString())));
        return words;
    }

    /** Whether an account is named, beyond a region. */
    boolean account(Context context) {
        return profile != null || endpoint != null || Access.configured(context.environment());
    }

    /** Whether AWS is meant, by any of the options. */
    boolean given() {
        return region != null || profile != null || endpoint != null;
    }
}
