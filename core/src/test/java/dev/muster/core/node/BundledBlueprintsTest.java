package dev.muster.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.core.Golden;
import dev.muster.core.Repository;
import dev.muster.core.blueprint.Blueprint;
import dev.muster.core.blueprint.BlueprintReader;
import dev.muster.core.blueprint.ServiceDef;
import dev.muster.core.problem.Problems;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every blueprint in the jar: read, filled in for each role, network and setting, and compared with what it was. */
class BundledBlueprintsTest {
    static Stream<String> names() {
        return Repository.blueprints().names().stream();
    }

    @Test
    void theFirstThreeAreThere() {
        assertThat(names()).contains("anvil", "bitcoin", "litecoin");
    }

    @ParameterizedTest
    @MethodSource("names")
    void hasNoProblemsWithAnyRoleNetworkOrSetting(String name) {
        assertThat(BlueprintLint.check(Repository.blueprint(name))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    void rendersWhatItDidBefore(String name) {
        Blueprint blueprint = read(name);
        TrialRender trial = new TrialRender(blueprint);
        StringBuilder all = new StringBuilder();
        for (NodeConfig node : trial.nodes()) {
            NodeRenderer renderer = trial.renderer(node);
            renderer.services().forEach(service -> all.append(text(node, renderer, service)));
        }
        Golden.check("core/src/test/golden/blueprints/" + name + ".txt", all.toString());
    }

    @ParameterizedTest
    @MethodSource("names")
    void showsNoSecretInACommand(String name) {
        TrialRender trial = new TrialRender(read(name));
        for (NodeConfig node : trial.nodes()) {
            NodeRenderer renderer = trial.renderer(node);
            renderer.services()
                    .forEach(service -> assertThat(
                                    renderer.service(service, "program").command())
                            .as("%s as %s on %s", service.name(), node.role(), node.network())
                            .noneMatch(part -> part.contains(TrialRender.SECRET)));
        }
    }

    private static String text(NodeConfig node, NodeRenderer renderer, ServiceDef service) {
        RenderedService rendered = renderer.service(service, "{program}");
        String how = node.peers().isEmpty() ? "alone" : "with another node";
        String set = String.join(" ", node.settings().keySet());
        StringBuilder text = new StringBuilder(
                "==== %s: %s on %s, %s, set: %s\n".formatted(service.name(), node.role(), node.network(), how, set));
        List<String> kinds =
                service.install().stream().map(method -> method.kind()).toList();
        text.append("install: ").append(String.join(", ", kinds)).append('\n');
        text.append("command: ").append(String.join(" ", rendered.command())).append('\n');
        new TreeMap<>(rendered.environment())
                .forEach((key, value) -> text.append("environment: ")
                        .append(key)
                        .append('=')
                        .append(value)
                        .append('\n'));
        rendered.files()
                .forEach((path, content) ->
                        text.append("---- etc/").append(path).append('\n').append(content));
        return text.append('\n').toString();
    }

    static Blueprint read(String name) {
        Problems problems = new Problems();
        return BlueprintReader.read(Repository.blueprint(name), problems)
                .orElseThrow(() -> new AssertionError(problems.list()));
    }
}
