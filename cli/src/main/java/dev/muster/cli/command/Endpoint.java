package dev.muster.cli.command;

import dev.muster.agent.files.Json;
import dev.muster.agent.slot.SlotFolder;
import dev.muster.aws.deploy.AwsStatus;
import dev.muster.cli.world.Context;
import dev.muster.core.node.NodeConfig;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says where a node answers. */
@Command(
        description = "Says where a node answers, and in which file the password is. The password itself is not shown.",
        footer = "example: muster endpoint litecoin-regtest --json",
        mixinStandardHelpOptions = true)
public final class Endpoint implements Callable<Integer> {
    private final Context context;

    @Parameters(arity = "0..1", paramLabel = "NAME[/SLOT]", description = "a node; the first of the deployment")
    @Nullable String name;

    @Mixin
    AwsOptions aws = new AwsOptions();

    @Option(names = "--json", description = "as JSON")
    boolean json;

    public Endpoint(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        AwsTargets targets = new AwsTargets(context, aws);
        if (targets.meant(name)) {
            targets.each(name, this::onAws);
            return 0;
        }
        SlotFolder slot = new Targets(context).slot(name);
        NodeConfig node = slot.node().orElseThrow();
        Map<String, Map<String, Object>> all = new LinkedHashMap<>();
        slot.blueprint(node).endpoints().values().forEach(endpoint -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("url", "http://" + node.host() + ":" + node.ports().get(endpoint.port()) + endpoint.path());
            endpoint.user().ifPresent(user -> one.put("user", user));
            endpoint.secret()
                    .ifPresent(secret -> one.put(
                            "passwordFile", slot.secrets().resolve(secret).toString()));
            all.put(endpoint.name(), one);
        });
        all.put("agent", Map.of("url", "http://127.0.0.1:" + node.ports().get("agent") + "/health"));
        print(all);
        return 0;
    }

    /** The load balancer, and what each node tells of itself; passwords are secrets of the deployment. */
    private void onAws(AwsSite site) {
        site.require();
        Map<String, Map<String, Object>> all = new LinkedHashMap<>();
        Optional.ofNullable(site.stack().outputs().get("Endpoint"))
                .ifPresent(url -> all.put("endpoint", Map.of("url", url)));
        new AwsStatus(site.cloud(), context.clock())
                .deployments(Optional.of(site.name().text())).stream()
                        .flatMap(deployment -> deployment.nodes().stream())
                        .filter(node -> site.number().isEmpty() || site.number().get() == node.slot())
                        .forEach(node -> node.endpoints()
                                .forEach((endpoint, url) -> all.put(node.name() + " " + endpoint, Map.of("url", url))));
        BalancerCertificate.of(site).ifPresent(certificate -> all.put("certificate", certificate.words(json)));
        print(all);
        if (all.isEmpty()) {
            context.console().say("no node has told yet where it answers");
        }
        context.console().say("what is not open to you is reached with \"muster forward PORT -d " + site.name() + "\"");
    }

    private void print(Map<String, Map<String, Object>> all) {
        if (json) {
            context.console().out().print(Json.pretty(all));
        } else {
            all.forEach((endpoint, words) -> context.console()
                    .data(endpoint + "  "
                            + words.values().stream().map(String::valueOf).collect(Collectors.joining("  "))));
        }
    }
}
