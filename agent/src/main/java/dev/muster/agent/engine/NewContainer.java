package dev.muster.agent.engine;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.agent.files.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * The container that is made in place of the one that was asked for: what may be chosen is copied, who it runs as and
 * what it may do is written here. What would be left out and would matter is refused, so that nobody believes it has it.
 */
record NewContainer(Tenant tenant) {
    private static final List<String> COPIED = List.of(
            "Cmd", "Entrypoint", "Env", "StopSignal", "StopTimeout", "ExposedPorts", "AttachStdout", "AttachStderr");
    private static final List<String> COPIED_OF_HOST = List.of("AutoRemove", "NetworkMode", "PortBindings");
    private static final Set<String> NETWORKS = Set.of("", "default", "bridge", "host");
    private static final String DIGEST = ".+@sha256:[0-9a-f]{64}";

    /** What nobody without rights may have: a wish for it, empty ones apart, is refused. */
    private static final List<String> NEVER = List.of(
            "Privileged",
            "Binds",
            "CapAdd",
            "Devices",
            "DeviceCgroupRules",
            "GroupAdd",
            "IpcMode",
            "PidMode",
            "UTSMode",
            "UsernsMode",
            "CgroupParent",
            "Cgroup",
            "Runtime",
            "SecurityOpt",
            "Sysctls",
            "VolumesFrom",
            "VolumeDriver",
            "Tmpfs");

    Verdict of(byte[] body) throws IOException {
        JsonNode wish;
        try {
            wish = Json.tree(new String(body, StandardCharsets.UTF_8));
        } catch (JacksonException e) {
            return new Verdict.Refused("the container that is asked for is not written in JSON");
        }
        try {
            return new Verdict.Pass(Json.line(container(wish, wish.path("HostConfig"))));
        } catch (IllegalArgumentException e) {
            return new Verdict.Refused(String.valueOf(e.getMessage()));
        }
    }

    private ObjectNode container(JsonNode wish, JsonNode host) throws IOException {
        String image = wish.path("Image").asText();
        require(image.matches(DIGEST), "an image is named by its digest, and \"" + image + "\" is not");
        String user = wish.path("User").asText();
        require(
                user.isEmpty() || user.equals(tenant.user()),
                "a container of " + tenant.slot() + " runs as " + tenant.user() + " and never as " + user);
        for (String each : NEVER) {
            require(none(host.path(each)), "a container of a node gets no " + each);
        }
        ObjectNode made = Json.MAPPER.createObjectNode();
        copy(wish, made, COPIED);
        made.put("Image", image).put("User", tenant.user());
        made.putObject("Labels").put(Tenant.LABEL, tenant.slot());
        made.set("HostConfig", host(host));
        return made;
    }

    private ObjectNode host(JsonNode wish) throws IOException {
        String network = wish.path("NetworkMode").asText();
        require(NETWORKS.contains(network), "a container of a node has no network \"" + network + "\"");
        ObjectNode host = Json.MAPPER.createObjectNode();
        copy(wish, host, COPIED_OF_HOST);
        ArrayNode mounts = host.putArray("Mounts");
        for (JsonNode mount : wish.path("Mounts")) {
            mounts.add(mount(mount));
        }
        if (!none(wish.path("DeviceRequests"))) {
            gpus(wish.path("DeviceRequests"), host);
        }
        host.putArray("CapDrop").add("ALL");
        host.putArray("SecurityOpt").add("no-new-privileges");
        host.putObject("LogConfig").put("Type", "none");
        return host;
    }

    /** By its real path: a link of the node's leads nowhere that is not the node's. */
    private ObjectNode mount(JsonNode wish) throws IOException {
        String source = wish.path("Source").asText();
        require(wish.path("Type").asText().equals("bind"), "a container of a node mounts its own folders only");
        Path real;
        try {
            real = Path.of(source).toRealPath();
        } catch (IOException e) {
            throw new IllegalArgumentException("a container cannot mount " + source + ": it is not there", e);
        }
        require(
                tenant.roots().stream().anyMatch(real::startsWith),
                "a container of " + tenant.slot() + " may not mount " + source);
        return Json.MAPPER
                .createObjectNode()
                .put("Type", "bind")
                .put("Source", real.toString())
                .put("Target", wish.path("Target").asText())
                .put("ReadOnly", wish.path("ReadOnly").asBoolean());
    }

    /** All GPUs or none. */
    private static void gpus(JsonNode wish, ObjectNode host) {
        boolean gpus = wish.size() == 1
                && wish.path(0).path("Capabilities").toString().equals("[[\"gpu\"]]")
                && wish.path(0).path("Count").asInt() == -1
                && none(wish.path(0).path("DeviceIDs"));
        require(gpus, "a container of a node gets all GPUs, or no device");
        ObjectNode all = host.putArray("DeviceRequests").addObject();
        all.put("Count", -1).putArray("Capabilities").addArray().add("gpu");
    }

    private static void copy(JsonNode from, ObjectNode to, List<String> names) {
        for (String name : names) {
            if (from.hasNonNull(name)) {
                to.set(name, from.path(name));
            }
        }
    }

    private static boolean none(JsonNode value) {
        return value.isMissingNode()
                || value.isNull()
                || (value.isBoolean() && !value.booleanValue())
                || (value.isTextual() && value.textValue().isEmpty())
                || (value.isContainerNode() && value.isEmpty());
    }

    private static void require(boolean good, String otherwise) {
        if (!good) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
