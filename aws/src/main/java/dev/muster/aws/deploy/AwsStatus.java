package dev.muster.aws.deploy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.synth.Names;
import dev.muster.core.node.NodeConfig;
import dev.muster.core.report.NodeReport;
import dev.muster.core.report.StatusReport;
import dev.muster.core.report.StatusReport.Deployment;
import dev.muster.core.state.NodeState;
import dev.muster.core.value.Name;
import dev.muster.core.value.Span;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells how nodes in a region are, from any machine: stacks say what there is, reports in the bucket how it is. */
public final class AwsStatus {
    /** An agent writes its report on change and each minute; after three without one, nobody answers. */
    private static final Duration SILENT = Duration.ofMinutes(3);

    private static final Pattern NODE_JSON = Pattern.compile("([0-9a-f]{64})  node\\.json");
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Cloud cloud;
    private final InstantSource clock;
    private final Stacks stacks;

    public AwsStatus(Cloud cloud, InstantSource clock) {
        this.cloud = cloud;
        this.clock = clock;
        this.stacks = new Stacks(cloud);
    }

    /** All deployments of the region, or the one of a name. */
    public List<Deployment> deployments(Optional<String> name) {
        Optional<String> bucket =
                stacks.find(Names.BUCKET_STACK).map(stack -> stack.outputs().get("Bucket"));
        return stacks.all().stream()
                .filter(stack -> stack.standing() != Standing.ABSENT)
                .filter(stack -> stack.tags().containsKey(Names.DEPLOYMENT_TAG))
                .filter(stack ->
                        name.isEmpty() || name.get().equals(stack.tags().get(Names.DEPLOYMENT_TAG)))
                .map(stack -> deployment(stack, bucket))
                .toList();
    }

    private Deployment deployment(StackView stack, Optional<String> bucket) {
        String name = stack.tags().getOrDefault(Names.DEPLOYMENT_TAG, "");
        List<NodeReport> nodes = new ArrayList<>();
        stack.slots().forEach((slot, running) -> nodes.add(node(stack, name, slot, running, bucket)));
        Map<String, String> endpoints = new TreeMap<>();
        String balancer = stack.outputs().get("Endpoint");
        if (balancer != null) {
            endpoints.put("endpoint", balancer);
        } else if (!nodes.isEmpty()) {
            endpoints.putAll(nodes.getFirst().endpoints());
        }
        return Deployment.of(
                        name,
                        nodes.isEmpty() ? "" : nodes.getFirst().blueprint(),
                        nodes.isEmpty() ? "" : nodes.getFirst().network(),
                        "aws",
                        cloud.region().code(),
                        endpoints,
                        nodes)
                .behind(certificate(stack, name).orElse(null));
    }

    /** That of the load balancer, if Muster made it; a person's own is that person's business. */
    private Optional<StatusReport.Certificate> certificate(StackView stack, String name) {
        Optional<String> used = Optional.ofNullable(stack.parameters().get("Certificate"));
        Instant now = clock.instant();
        return used.flatMap(arn -> new Certificates(cloud, new Name(name), Pace.USUAL)
                        .find(used)
                        .filter(one -> one.arn().equals(arn)))
                .map(one -> new StatusReport.Certificate(
                        one.arn(), one.names(), one.until().toString(), one.daysLeft(now), one.ending(now)));
    }

    private NodeReport node(StackView stack, String name, int slot, boolean running, Optional<String> bucket) {
        Optional<Assets> assets = bucket.map(named -> new Assets(cloud, named, name));
        Optional<NodeReport> report = assets.flatMap(there -> there.read("reports/" + name + "/" + slot + ".json"))
                .flatMap(json -> read(json, NodeReport.class));
        if (!running) {
            return silent(
                    name,
                    slot,
                    assets,
                    NodeState.STOPPED,
                    "its instance is stopped; its volume is kept and paid" + " for");
        }
        if (report.isPresent()) {
            return judged(report.get());
        }
        return stack.standing() == Standing.BUSY
                ? silent(name, slot, assets, NodeState.STARTING, "its stack is at " + stack.status())
                : silent(
                        name,
                        slot,
                        assets,
                        NodeState.UNKNOWN,
                        "it has told nothing yet; its stack is at " + stack.status());
    }

    private NodeReport judged(NodeReport report) {
        Duration age = Duration.between(Instant.parse(report.at()), clock.instant());
        boolean quiet = report.state() == NodeState.STOPPED || age.compareTo(SILENT) <= 0;
        return quiet
                ? report
                : report.unanswered("the agent tells nothing; what is shown is " + Span.text(age) + " old");
    }

    private NodeReport silent(String name, int slot, Optional<Assets> assets, NodeState state, String why) {
        NodeReport.Node known = assets.flatMap(there -> config(there, name, slot))
                .map(config -> new NodeReport.Node(
                        name, slot, config.nodeId(), config.blueprint(), config.network(), config.role(), "aws"))
                .orElse(new NodeReport.Node(name, slot, "", "", "", "", "aws"));
        return NodeReport.silent(
                known, state, clock.instant().toString(), why, cloud.region().code());
    }

    /** What the slot was told to run. */
    private static Optional<NodeConfig> config(Assets assets, String name, int slot) {
        return assets.read("deployments/" + name + "/" + slot + "/manifest")
                .map(bytes -> NODE_JSON.matcher(new String(bytes, StandardCharsets.UTF_8)))
                .filter(Matcher::find)
                .flatMap(found -> assets.read("deployments/" + name + "/files/" + found.group(1)))
                .flatMap(json -> read(json, NodeConfig.class));
    }

    private static <T> Optional<T> read(byte[] json, Class<T> type) {
        try {
            return Optional.of(MAPPER.readValue(json, type));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
