package dev.muster.aws.synth;

import dev.muster.aws.template.Resource;
import dev.muster.aws.template.Template;
import dev.muster.aws.template.Value;
import dev.muster.aws.watch.Dashboard.Served;
import dev.muster.core.blueprint.PortDef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** The stack of a deployment with one region: {@code single} and {@code ha}. */
final class DeploymentStack {
    private final Draft draft = new Draft();
    private final Site site;
    private final Ground ground;
    private final BellPart bell;
    private final List<String> first;

    DeploymentStack(Site site) {
        this.site = site;
        this.ground = GroundPart.build(draft, site);
        this.bell = BellPart.build(draft, site);
        this.first = new ArrayList<>(ground.first());
        bell.policy().ifPresent(policy -> first.add(policy.id()));
        first.add(WatchPart.logs(draft, site).id());
    }

    Template build() {
        WatchPart watch = new WatchPart(draft, site, bell.topic());
        Optional<Served> served = Optional.empty();
        if (site.ha()) {
            BalancerPart part = new BalancerPart(draft, site);
            int port = site.picks().served().map(this::number).orElseThrow();
            Resource door = part.door(ground);
            Resource targets = part.targets(ground, port);
            Resource balancer = part.build(ground, door, targets);
            slots(DoorPart.build(draft, site, ground, Optional.of(door), port), Optional.of(targets), watch);
            served = Optional.of(watch.balancer(balancer, targets));
        } else {
            slots(DoorPart.build(draft, site, ground, Optional.empty(), 0), Optional.empty(), watch);
        }
        watch.dashboard(site.slots(), served);
        draft.network(site.picks().network());
        return draft.template(description());
    }

    private int number(PortDef port) {
        return site.picks().number(port);
    }

    private void slots(Value securityGroup, Optional<Resource> targets, WatchPart watch) {
        SlotPart part = new SlotPart(site, ground, securityGroup, bell.topic(), targets, first);
        Optional<Resource> before = Optional.empty();
        for (String slot : site.slots()) {
            Resource group = part.build(draft, Integer.parseInt(slot), before);
            watch.alarms(slot, group);
            before = Optional.of(group);
        }
    }

    private String description() {
        return "Muster deployment " + site.picks().spec().name() + ": "
                + site.picks().blueprint().title() + ", " + site.picks().role().name() + " on "
                + site.picks().network().name();
    }

    SortedMap<String, Input> inputs() {
        return draft.inputs();
    }
}
