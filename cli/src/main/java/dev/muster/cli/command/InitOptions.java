package dev.muster.cli.command;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What may be said beforehand of a new spec. */
final class InitOptions {
    @Option(names = "--name", paramLabel = "NAME", description = "the deployment's name; made of kind and network")
    @Nullable String name;

    @Option(names = "--network", paramLabel = "NETWORK", description = "chain or swarm to join")
    @Nullable String network;

    @Option(names = "--role", paramLabel = "ROLE", description = "what the node does there; the blueprint's default")
    @Nullable String role;

    @Option(names = "--target", paramLabel = "local|aws", description = "where it runs; local")
    @Nullable String target;

    @Option(names = "--topology", paramLabel = "single|ha|fleet", description = "how nodes stand to each other; single")
    @Nullable String topology;

    @Option(names = "--nodes", paramLabel = "COUNT", description = "how many; 1, for ha 2")
    @Nullable Integer nodes;

    @Option(names = "--region", paramLabel = "REGION", description = "where on AWS; for a fleet several with commas")
    @Nullable String region;

    @Option(names = "--set", paramLabel = "SETTING=VALUE", description = "a setting; for a list several with commas")
    Map<String, String> settings = new LinkedHashMap<>();
}
