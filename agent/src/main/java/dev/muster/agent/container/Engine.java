package dev.muster.agent.container;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What runs containers here.
 *
 * @param kind docker or podman
 * @param program its command-line client
 * @param runArguments added to each {@code run}, before the image
 */
public record Engine(Kind kind, Path program, List<String> runArguments) {
    /**
     * Variable of the environment with further arguments for {@code podman run}, divided by blanks; for machines on
     * which podman's defaults do not work, such as {@code --runtime runc --ulimit nofile=4096:4096}.
     */
    public static final String PODMAN_ARGUMENTS = "MUSTER_PODMAN_ARGS";

    /** The two that are known. */
    public enum Kind {
        /** Docker: a client and an engine in the background. */
        DOCKER,
        /** Podman: no engine. */
        PODMAN;

        /** Name of the program. */
        public String program() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** What fails if containers cannot be run, and prints the version of what runs them. */
        List<String> question() {
            return this == DOCKER
                    ? List.of("version", "--format", "{{.Server.Version}}")
                    : List.of("version", "--format", "{{.Client.Version}}");
        }
    }

    public Engine {
        runArguments = List.copyOf(runArguments);
    }

    /** An engine with the further arguments that this environment has for it. */
    public static Engine of(Kind kind, Path program, Map<String, String> environment) {
        String more = kind == Kind.PODMAN ? environment.getOrDefault(PODMAN_ARGUMENTS, "") : "";
        return new Engine(
                kind,
                program,
                Arrays.stream(more.split("\\s+"))
                        .filter(word -> !word.isEmpty())
                        .toList());
    }

    /** The client with these arguments. */
    public List<String> command(String... arguments) {
        return Stream.concat(Stream.of(program.toString()), Arrays.stream(arguments))
                .toList();
    }
}
