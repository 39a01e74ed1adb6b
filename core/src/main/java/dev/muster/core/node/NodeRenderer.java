package dev.muster.core.node;

import dev.muster.core.blueprint.Blueprint;
import dev.muster.core.blueprint.InstallMethod;
import dev.muster.core.blueprint.ServiceDef;
import dev.muster.core.blueprint.ServiceDef.FileDef;
import dev.muster.core.text.Template;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Fills a blueprint's templates for one slot. Pure: the same input gives the same text. */
public final class NodeRenderer {
    private final Blueprint blueprint;
    private final NodeConfig node;
    private final Map<String, Object> variables;

    /** @param secret gives a secret's value by its name; its results are never kept in a plan */
    public NodeRenderer(Blueprint blueprint, NodeConfig node, SlotPaths paths, UnaryOperator<String> secret) {
        this.blueprint = blueprint;
        this.node = node;
        this.variables = NodeVariables.of(blueprint, node, paths, secret);
    }

    /** The services of the slot's role, in the order in which they start, with the installs that serve its network and its grace. */
    public List<ServiceDef> services() {
        var role = blueprint.roles().get(node.role());
        return role == null
                ? List.of()
                : role.services().stream()
                        .map(name -> Objects.requireNonNull(blueprint.services().get(name)))
                        .map(service -> service.on(node.network()).withGraceOf(node.leastGrace()))
                        .toList();
    }

    /**
     * One service.
     *
     * @param program what {@code {{program}}} stands for
     * @throws dev.muster.core.text.TemplateException if a template names what is not there
     */
    public RenderedService service(ServiceDef service, String program) {
        Map<String, Object> own = new HashMap<>(variables);
        own.put("program", program);
        Map<String, String> files = new TreeMap<>();
        for (FileDef file : service.files()) {
            String template = blueprint.files().getOrDefault(file.template(), "");
            files.put(file.to(), Template.file("files/" + file.template(), template, own));
        }
        Map<String, String> environment = new TreeMap<>();
        service.environment()
                .forEach((key, value) -> environment.put(key, Template.value("environment " + key, value, own)));
        List<String> command = service.command().stream()
                .map(part -> Template.value("command of " + service.name(), part, own))
                .filter(part -> !part.isEmpty())
                .toList();
        return new RenderedService(service.name(), command, environment, files);
    }

    /** A single template over the slot's variables. */
    public String value(String what, String template) {
        return Template.value(what, template, variables);
    }

    /** A single template over the slot's variables and some more. */
    public String value(String what, String template, Map<String, Object> more) {
        Map<String, Object> own = new HashMap<>(variables);
        own.putAll(more);
        return Template.value(what, template, own);
    }

    /**
     * What the service runs with, as a checksum: where it changes, the service must be restarted. Secrets' values are
     * not in it if this renderer's secrets are placeholders.
     */
    public String fingerprint(ServiceDef service) {
        RenderedService rendered = service(service, "{{program}}");
        String all = String.join(
                "\n",
                String.join("\0", rendered.command()),
                rendered.environment().toString(),
                rendered.files().toString(),
                service.install().toString(),
                service.install().stream().map(this::run).toList().toString(),
                String.valueOf(node.version()),
                String.valueOf(node.install()));
        return sha256(all.getBytes(StandardCharsets.UTF_8));
    }

    /** What a container is given of the machine: published ports with their numbers, GPUs. */
    private String run(InstallMethod method) {
        return method.inside()
                .map(inside -> new TreeMap<>(inside.publish())
                                .keySet().stream()
                                        .map(port ->
                                                node.bind() + ":" + node.ports().get(port))
                                        .toList()
                        + value("gpu", inside.gpu()))
                .orElse("");
    }

    /** A SHA-256 in hexadecimal. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
