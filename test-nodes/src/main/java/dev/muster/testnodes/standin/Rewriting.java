package dev.muster.testnodes.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What is changed in a blueprint so that stand-ins can take the place of its software: downloads go to the server, as
 * to a mirror of their publisher; a container becomes a download that runs as a plain process; checksums of the real
 * files, what the machine must have, outside tips and data sets are left out; it is asked more often.
 *
 * @param name of the blueprint
 * @param server without slash at its end
 */
record Rewriting(String name, String server) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String SOURCE = "stand-in of module test-nodes (2026-11-22)";

    ObjectNode of(ObjectNode blueprint) {
        blueprint.path("services").properties().forEach(each -> service(each.getKey(), (ObjectNode) each.getValue()));
        blueprint.path("versions").forEach(version -> ((ObjectNode) version).remove("checksums"));
        blueprint.remove("datasets");
        if (blueprint.has("requires")) {
            blueprint.putObject("requires").put("source", SOURCE);
        }
        if (blueprint.path("probes") instanceof ObjectNode probes) {
            probes.put("every", "1s");
            tips(probes);
        }
        return blueprint;
    }

    private static void tips(ObjectNode probes) {
        if (probes.path("tips") instanceof ArrayNode tips) {
            ArrayNode inside = JSON.arrayNode();
            tips.forEach(tip -> {
                if (tip.has("value")) {
                    inside.add(tip);
                }
            });
            probes.set("tips", inside);
        }
    }

    private void service(String service, ObjectNode block) {
        ArrayNode install = JSON.arrayNode();
        block.path("install").forEach(method -> {
            if (method.has("download")) {
                install.add(JSON.objectNode().set("download", mirrored((ObjectNode) method.path("download"))));
            } else if (method.has("package") || method.has("npm")) {
                install.add(method);
            }
        });
        Optional<JsonNode> container = container(block.path("install"));
        if (install.isEmpty() && container.isPresent()) {
            install.add(JSON.objectNode().set("download", image(service)));
            plain(block, container.get());
        }
        block.set("install", install);
    }

    private static Optional<JsonNode> container(JsonNode install) {
        return StreamSupport.stream(install.spliterator(), false)
                .flatMap(method -> List.of(method.path("container"), method.path("build")).stream())
                .filter(JsonNode::isObject)
                .findFirst();
    }

    private ObjectNode mirrored(ObjectNode download) {
        for (String key : List.of("url", "sums")) {
            if (download.has(key)) {
                download.put(key, download.path(key).asText().replaceFirst("^https?:/", server));
            }
        }
        return download;
    }

    private ObjectNode image(String service) {
        ObjectNode download = JSON.objectNode();
        download.put("url", server + "/images/" + name + "-" + service + ".tar.gz");
        download.put("sums", server + "/images/SHA256SUMS");
        download.putObject("archs").put("x86_64", "any").put("aarch64", "any");
        return download.put("program", "bin/program").put("source", SOURCE);
    }

    /** The mount becomes the folder itself; published ports are told to the stand-in. */
    private static void plain(ObjectNode block, JsonNode container) {
        ObjectNode environment =
                block.path("environment") instanceof ObjectNode there ? there : block.putObject("environment");
        String mount = container.path("mount").asText();
        environment
                .properties()
                .forEach(each ->
                        each.setValue(TextNode.valueOf(each.getValue().asText().replace(mount, "{{volume.data}}"))));
        String ports = container.path("publish").properties().stream()
                .map(Rewriting::port)
                .collect(Collectors.joining(","));
        if (!ports.isEmpty()) {
            environment.put("STANDIN_PORTS", ports);
        }
    }

    private static String port(Map.Entry<String, JsonNode> published) {
        return published.getValue().asText() + "={{port." + published.getKey() + "}}";
    }
}
