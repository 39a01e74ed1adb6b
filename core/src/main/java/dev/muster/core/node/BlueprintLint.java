package dev.muster.core.node;

import dev.muster.core.blueprint.Blueprint;
import dev.muster.core.blueprint.BlueprintFolder;
import dev.muster.core.blueprint.BlueprintReader;
import dev.muster.core.blueprint.FindingDef;
import dev.muster.core.blueprint.ServiceDef;
import dev.muster.core.problem.Place;
import dev.muster.core.problem.Problem;
import dev.muster.core.problem.Problems;
import dev.muster.core.text.TemplateException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says everything that is wrong with a blueprint: what its reader finds, and what trial runs of its templates do. */
public final class BlueprintLint {
    /** Rule: a template cannot be filled in for some role, network and settings. */
    public static final String RENDER = "blueprint.render";
    /** Rule: a secret comes out in a command, where every user of the machine sees it. */
    public static final String SECRET = "blueprint.secret-argument";
    /** Rule: nobody can read what the blueprint is. */
    public static final String README = "blueprint.readme";
    /** Ids of the rules that are only here, for the test that each is raised. */
    public static final List<String> IDS = List.of(RENDER, README);

    private final BlueprintFolder folder;
    private final Problems problems = new Problems();

    private BlueprintLint(BlueprintFolder folder) {
        this.folder = folder;
    }

    /** All problems in the order of the files; none if it is right. */
    public static List<Problem> check(BlueprintFolder folder) {
        BlueprintLint lint = new BlueprintLint(folder);
        BlueprintReader.read(folder, lint.problems).ifPresent(lint::trial);
        if (folder.text("README.md").isEmpty()) {
            lint.problems.add(
                    README,
                    Place.file(folder.label("README.md")),
                    "the file is missing; say what it runs, what it costs, its ports and how to use it");
        }
        return lint.problems.list();
    }

    private void trial(Blueprint blueprint) {
        TrialRender trial = new TrialRender(blueprint);
        Map<String, List<String>> faults = new LinkedHashMap<>();
        Set<String> leaks = new LinkedHashSet<>();
        for (NodeConfig node : trial.nodes()) {
            String where = node.role() + " on " + node.network();
            NodeRenderer renderer = trial.renderer(node);
            for (ServiceDef service : renderer.services()) {
                try {
                    leaks.addAll(leaks(renderer.service(service, "/program")));
                } catch (TemplateException e) {
                    note(faults, e, where);
                }
            }
            values(blueprint, renderer).forEach(fault -> note(faults, fault, where));
        }
        Place place = Place.file(folder.label("blueprint.yaml"));
        faults.forEach((fault, where) -> problems.add(RENDER, place, fault + ", for " + String.join(", ", where)));
        leaks.forEach(leak -> problems.add(SECRET, place, leak));
    }

    private static List<String> leaks(RenderedService service) {
        return service.command().stream().anyMatch(part -> part.contains(TrialRender.SECRET))
                ? List.of("the command of " + service.name() + " shows a secret to every user of the machine; put it"
                        + " into a file")
                : List.of();
    }

    private static void note(Map<String, List<String>> faults, TemplateException fault, String where) {
        List<String> places = faults.computeIfAbsent(String.valueOf(fault.getMessage()), _ -> new ArrayList<>());
        if (!places.contains(where)) {
            places.add(where);
        }
    }

    /** Faults of the templates that stand alone: what a probe expects, and when something is found. */
    private static List<TemplateException> values(Blueprint blueprint, NodeRenderer renderer) {
        List<TemplateException> faults = new ArrayList<>();
        blueprint
                .probes()
                .expect()
                .forEach((name, expect) ->
                        attempt(faults, () -> renderer.value("probes.expect." + name, expect.equals())));
        for (FindingDef finding : blueprint.findings()) {
            Condition.ARCHITECTURES.forEach(
                    architecture -> attempt(faults, () -> Condition.holds(finding, renderer, architecture)));
        }
        return faults;
    }

    private static void attempt(List<TemplateException> faults, Runnable template) {
        try {
            template.run();
        } catch (TemplateException e) {
            faults.add(e);
        }
    }
}
