package dev.muster.core.blueprint;

import dev.muster.core.problem.Place;
import dev.muster.core.problem.Problems;
import dev.muster.core.shape.Cursor;
import dev.muster.core.text.Suggest;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What a blueprint says by network: the networks must exist, and nothing may lack on one of them. */
final class NetworkRules {
    /** Ids of all rules here, for the test that each is raised. */
    static final List<String> IDS = List.of(
            "blueprint.network-unknown",
            "blueprint.port-network",
            "blueprint.volume-network",
            "blueprint.install-network");

    private final Blueprint blueprint;
    private final Cursor top;
    private final Problems problems;
    private final Collection<String> networks;

    NetworkRules(Blueprint blueprint, Cursor top, Problems problems) {
        this.blueprint = blueprint;
        this.top = top;
        this.problems = problems;
        this.networks = blueprint.networks().keySet();
    }

    void check() {
        blueprint.roles().forEach((name, role) -> known(at("roles", name), role.networks()));
        blueprint.ports().forEach((name, port) -> {
            known(at("ports", name), port.defaults().keySet());
            complete("port-network", at("ports", name), "the port has no number", port.defaults());
        });
        blueprint.volumes().forEach((name, volume) -> {
            known(at("volumes", name), volume.sizes().keySet());
            complete("volume-network", at("volumes", name), "the volume has no size", volume.sizes());
        });
        blueprint.services().values().forEach(this::install);
        blueprint.versions().forEach(version -> known(top.place("versions"), version.networks()));
        blueprint
                .hardware()
                .forEach(hardware ->
                        known(top.place("hardware"), hardware.volumeSize().keySet()));
        blueprint.datasets().forEach(dataset -> known(top.place("datasets"), List.of(dataset.network())));
        blueprint.expects().forEach(expects -> known(top.place("expects"), List.of(expects.network())));
    }

    private void install(ServiceDef service) {
        Place place = at("services", service.name());
        service.install().forEach(method -> known(place, method.networks()));
        networks.stream()
                .filter(network -> service.on(network).install().isEmpty())
                .forEach(network ->
                        problems.add("blueprint.install-network", place, "nothing installs it on " + network));
    }

    private Place at(String block, String name) {
        return top.block(block).place(name);
    }

    private void known(Place place, Collection<String> names) {
        names.stream()
                .filter(name -> !name.equals("*") && !networks.contains(name))
                .forEach(name -> problems.add(
                        "blueprint.network-unknown",
                        place,
                        "no network is called \"" + name + "\"" + Suggest.tail(name, networks)));
    }

    private void complete(String rule, Place place, String what, Map<String, ?> byNetwork) {
        networks.stream()
                .filter(network -> !byNetwork.containsKey(network) && !byNetwork.containsKey("*"))
                .forEach(network -> problems.add("blueprint." + rule, place, what + " on " + network));
    }
}
