package dev.muster.agent.engine;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a slot may ask of docker's engine: to make, start, watch, stop and remove its own containers. Paths and members
 * are those of the engine's API 1.41: docs/api/v1.41.yaml of github.com/moby/moby (2026-11-28).
 */
final class EngineRules {
    private static final String NAME = "[a-zA-Z0-9][a-zA-Z0-9_.-]*";
    private static final Pattern VERSION = Pattern.compile("^/v[0-9]+\\.[0-9]+(?=/)");
    private static final Pattern CREATE = Pattern.compile("POST /containers/create");
    private static final Pattern OF_CONTAINER = Pattern.compile("(?:POST /containers/(" + NAME
            + ")/(?:start|attach|wait|kill|stop|resize)|GET /containers/(" + NAME + ")/json|DELETE /containers/(" + NAME
            + "))");
    private static final List<Pattern> FREE =
            List.of(Pattern.compile("(GET|HEAD) /_ping"), Pattern.compile("GET /version"));

    private final Tenant tenant;

    EngineRules(Tenant tenant) {
        this.tenant = tenant;
    }

    /**
     * Decides.
     *
     * @param target path and query as the request has them
     */
    Verdict judge(String method, String target, byte[] body) throws IOException {
        int mark = target.indexOf('?');
        String path =
                VERSION.matcher(mark < 0 ? target : target.substring(0, mark)).replaceFirst("");
        String query = mark < 0 ? "" : target.substring(mark + 1);
        String line = method + " " + path;
        if (FREE.stream().anyMatch(free -> free.matcher(line).matches())) {
            return new Verdict.Pass("");
        }
        if (CREATE.matcher(line).matches()) {
            return create(query, body);
        }
        Matcher of = OF_CONTAINER.matcher(line);
        return of.matches()
                ? new Verdict.IfOurs(first(of))
                : new Verdict.Refused("a node may not ask the engine for " + line);
    }

    private static String first(Matcher matcher) {
        for (int group = 1; group < matcher.groupCount(); group++) {
            if (matcher.group(group) != null) {
                return matcher.group(group);
            }
        }
        return matcher.group(matcher.groupCount());
    }

    private Verdict create(String query, byte[] body) throws IOException {
        Optional<String> name = Arrays.stream(query.split("&"))
                .filter(pair -> pair.startsWith("name="))
                .map(pair -> URLDecoder.decode(pair.substring("name=".length()), StandardCharsets.UTF_8))
                .findFirst();
        if (name.isPresent() && !name.get().startsWith(tenant.prefix())) {
            return new Verdict.Refused("the name of a container of " + tenant.slot() + " begins with \""
                    + tenant.prefix() + "\", and \"" + name.get() + "\" does not");
        }
        return new NewContainer(tenant).of(body);
    }
}
