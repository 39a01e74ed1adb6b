package dev.muster.agent.node;

import dev.muster.core.blueprint.SecretDef;
import dev.muster.core.blueprint.ServiceDef;
import dev.muster.core.node.NodeConfig;
import dev.muster.core.node.NodeRenderer;
import dev.muster.core.node.RenderedService;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * That a service uses a secret.
 *
 * @param how it takes a new value while it runs, as in {@link SecretDef#renew}
 */
public record SecretUse(String service, String secret, String how) {
    private static final String PROGRAM = "{{program}}";

    /** All of them, by what the templates make of a marked value. */
    public static List<SecretUse> of(NodeSetup setup) {
        List<SecretUse> all = new ArrayList<>();
        for (String secret : names(setup.node())) {
            NodeRenderer marked = new NodeRenderer(
                    setup.blueprint(),
                    setup.node(),
                    setup.slot().paths(setup.blueprint()),
                    name -> "{{secret." + name + (name.equals(secret) ? ".marked}}" : "}}"));
            for (ServiceDef service : setup.services()) {
                RenderedService plain = setup.plain().service(service, PROGRAM);
                RenderedService with = marked.service(service, PROGRAM);
                if (!plain.equals(with)) {
                    // Nobody can change the environment of a program that runs.
                    boolean files = plain.environment().equals(with.environment());
                    all.add(new SecretUse(service.name(), secret, files ? renew(setup, secret) : SecretDef.RESTART));
                }
            }
        }
        return all;
    }

    private static Set<String> names(NodeConfig node) {
        Set<String> names = new TreeSet<>(node.secrets());
        node.references().values().stream()
                .map(NodeConfig.Reference::secret)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .forEach(names::add);
        return names;
    }

    private static String renew(NodeSetup setup, String secret) {
        SecretDef known = setup.blueprint().secrets().get(secret);
        return known == null ? SecretDef.RESTART : known.renew();
    }

    /** For people: what becomes of the service. */
    public String words() {
        return switch (how) {
            case SecretDef.RESTART -> service + " restarts to take it";
            case SecretDef.REREAD -> service + " reads it by itself and runs on";
            default -> service + " takes it on " + how + " and runs on";
        };
    }
}
