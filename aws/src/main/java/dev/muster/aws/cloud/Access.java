package dev.muster.aws.cloud;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How to reach an account, as a person said it.
 *
 * @param profile of the option {@code --profile}
 * @param endpoint of the option {@code --endpoint-url}
 * @param environment of this process
 */
public record Access(Optional<String> profile, Optional<URI> endpoint, Map<String, String> environment) {
    public Access {
        environment = Map.copyOf(environment);
    }

    /** Whether an environment names an account: without one nobody is asked unless a person says so. */
    public static boolean configured(Map<String, String> environment) {
        return List.of("AWS_PROFILE", "AWS_ACCESS_KEY_ID", "AWS_ENDPOINT_URL").stream()
                .anyMatch(environment::containsKey);
    }

    /** Where all services are, if not where AWS has them: the option, else {@code AWS_ENDPOINT_URL}. */
    public Optional<URI> where() {
        return endpoint.or(() -> set("AWS_ENDPOINT_URL").map(URI::create));
    }

    /** The profile in use: the option, else {@code AWS_PROFILE}, else {@code default}. */
    public String profileName() {
        return profile.or(() -> set("AWS_PROFILE")).orElse("default");
    }

    /** A variable that is set to something. */
    public Optional<String> set(String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank());
    }

    /** The file with profiles. */
    Path configFile() {
        return set("AWS_CONFIG_FILE").map(Path::of).orElseGet(() -> home().resolve("config"));
    }

    /** The file with credentials. */
    Path credentialsFile() {
        return set("AWS_SHARED_CREDENTIALS_FILE").map(Path::of).orElseGet(() -> home().resolve("credentials"));
    }

    private Path home() {
        return Path.of(set("HOME").orElseGet(() -> System.getProperty("user.home", "/")), ".aws");
    }
}
