package dev.muster.aws.synth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.muster.core.node.NodeConfig;
import dev.muster.core.node.NodeRenderer;
import dev.muster.core.plan.NodePlanner;
import dev.muster.core.spec.AwsSpec;
import dev.muster.core.spec.Spec;
import dev.muster.core.spec.SpecReader.Resolved;
import dev.muster.core.value.Region;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What a slot reads from the bucket, as far as a spec and a blueprint tell it: {@code node.json}, {@code spec.yaml},
 * the blueprint's folder and {@code boot.sh}. A deployment named as a reference is asked for its address when the stack is made.
 */
public final class BlueprintFiles implements NodeFiles {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private final Resolved resolved;
    private final Optional<Program> program;
    private final SortedMap<String, byte[]> common = new TreeMap<>();
    private final Map<Integer, NodeConfig> nodes;

    /** Without a program, for what is only looked at. */
    public BlueprintFiles(Resolved resolved) {
        this(resolved, Optional.empty());
    }

    public BlueprintFiles(Resolved resolved, Optional<Program> program) {
        this.resolved = resolved;
        this.program = program;
        SortedMap<String, String> payload = resolved.folder().payload();
        this.nodes = new NodePlanner(resolved.spec(), resolved.blueprint(), checksum(payload), new OnPaper())
                .slots(Map.of());
        common.put("boot.sh", bootScript(resolved.spec()));
        common.put("spec.yaml", bytes(resolved.text()));
        payload.forEach((path, text) -> common.put("blueprints/" + path, bytes(text)));
    }

    private static String checksum(SortedMap<String, String> payload) {
        StringBuilder all = new StringBuilder();
        payload.forEach(
                (path, text) -> all.append(path).append('\0').append(text).append('\0'));
        return NodeRenderer.sha256(bytes(all.toString())).substring(0, 16);
    }

    @Override
    public SortedMap<String, byte[]> of(Region region, String slot) {
        int number = slot.equals(Names.FLEET) ? 1 : Integer.parseInt(slot);
        NodeConfig node = nodes.get(number);
        if (node == null) {
            throw new IllegalArgumentException("the deployment has no slot " + slot);
        }
        SortedMap<String, byte[]> files = new TreeMap<>(common);
        files.put("node.json", json(onAws(region, slot, node)));
        return files;
    }

    /** The script needs to know one thing of the spec: its unit must not start where the volume is missing. */
    private static byte[] bootScript(Spec spec) {
        String mount = spec.aws().orElse(AwsSpec.NOTHING).volume().mount();
        return bytes(BootScript.NEXT.text().replace("\nMOUNT=/data\n", "\nMOUNT=" + mount + "\n"));
    }

    @Override
    public Optional<Program> program() {
        return program;
    }

    /** The planner's slot as one on AWS: reachable from outside, its peers told by their reports. */
    private NodeConfig onAws(Region region, String slot, NodeConfig node) {
        String id = node.deployment() + "/" + slot + "/" + region;
        return new NodeConfig(
                node.schema(),
                node.deployment(),
                node.slot(),
                UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString(),
                "aws",
                node.blueprint(),
                node.blueprintChecksum(),
                node.network(),
                node.role(),
                node.version(),
                node.settings(),
                node.ports(),
                "0.0.0.0",
                List.of(),
                node.references(),
                node.secrets(),
                node.install(),
                node.produceSeconds(),
                node.produceInitial(),
                resolved.spec().aws().flatMap(AwsSpec::stopGraceMinutes).orElse(null));
    }

    private static byte[] json(NodeConfig node) {
        try {
            return bytes(MAPPER.writeValueAsString(node) + "\n");
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Each slot has a machine to itself, so ports are as wanted and the same on all. */
    private static final class OnPaper implements NodePlanner.World {
        @Override
        public int freePort(int preferred, Iterable<Integer> taken) {
            return preferred;
        }

        @Override
        public String newId() {
            return "";
        }

        @Override
        public NodeConfig.Reference reference(String name, Spec.Reference reference) {
            String host = reference
                    .host()
                    .orElseGet(() -> "deployment:" + reference.deployment().orElseThrow());
            return new NodeConfig.Reference(
                    host,
                    reference.ports(),
                    reference.user().orElse(null),
                    reference.secret().orElse(null));
        }
    }
}
