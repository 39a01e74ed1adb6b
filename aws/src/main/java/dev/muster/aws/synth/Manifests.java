package dev.muster.aws.synth;

import dev.muster.core.node.NodeRenderer;
import dev.muster.core.spec.Spec.Topology;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Lays nodes' files out in the bucket: each file under its checksum, and for each slot a manifest of
 * {@code sha256  path} lines. A changed file is a new object and a new manifest; templates never change for it.
 */
final class Manifests {
    private Manifests() {}

    static SortedMap<String, byte[]> of(Site site, NodeFiles files) {
        String root = "deployments/" + site.picks().spec().name() + "/";
        boolean fleet = site.picks().spec().topology() == Topology.FLEET;
        SortedMap<String, byte[]> objects = new TreeMap<>();
        for (String slot : fleet ? List.of(Names.FLEET) : site.slots()) {
            StringBuilder manifest = new StringBuilder();
            files.of(site.region(), slot).forEach((path, bytes) -> {
                String sum = NodeRenderer.sha256(bytes);
                objects.put(root + "files/" + sum, bytes);
                manifest.append(sum).append("  ").append(path).append('\n');
            });
            files.program()
                    .ifPresent(program -> manifest.append(program.sha256())
                            .append("  ")
                            .append(Program.NAME)
                            .append('\n'));
            objects.put(root + slot + "/manifest", manifest.toString().getBytes(StandardCharsets.UTF_8));
        }
        return objects;
    }
}
