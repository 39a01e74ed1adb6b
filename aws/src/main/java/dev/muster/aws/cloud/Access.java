package dev.muster.aws.cloud;

import dev.muster.core.problem.MusterException;
import java.net.URI;
import java.net.URISyntaxException;
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

    /**
     * Where all services are, if not where AWS has them: the option, else {@code AWS_ENDPOINT_URL}.
     *
     * @throws MusterException of exit {@code INVALID} if what is named is no address of HTTP
     */
    public Optional<URI> where() {
        return endpoint.map(address -> checked("--endpoint-url", address.toString()))
                .or(() -> set("AWS_ENDPOINT_URL").map(text -> checked("AWS_ENDPOINT_URL", text)));
    }

    private static URI checked(String source, String text) {
        try {
            URI address = new URI(text);
            if (address.getHost() != null && String.valueOf(address.getScheme()).matches("https?")) {
                return address;
            }
            throw noAddress(source, text);
        } catch (URISyntaxException e) {
            throw noAddress(source, text);
        }
    }

    private static MusterException noAddress(String source, String text) {
        return MusterException.invalid(
                source + " is \"" + text + "\", where nobody can be asked", "write it as http://127.0.0.1:5000");
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
