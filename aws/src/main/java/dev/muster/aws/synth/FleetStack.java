package dev.muster.aws.synth;

import dev.muster.aws.template.Resource;
import dev.muster.aws.template.Template;
import dev.muster.aws.template.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** The stack of a fleet in one region: one group whose instances bring their own data disk. */
final class FleetStack {
    private final Draft draft = new Draft();
    private final Site site;

    FleetStack(Site site) {
        this.site = site;
    }

    Template build() {
        Ground ground = GroundPart.build(draft, site);
        BellPart bell = BellPart.build(draft, site);
        List<String> first = new ArrayList<>(ground.first());
        bell.policy().ifPresent(policy -> first.add(policy.id()));
        first.add(WatchPart.logs(draft, site).id());
        Value door = DoorPart.build(draft, site, ground, Optional.empty(), 0);
        Resource profile = RolePart.build(draft, site, Names.FLEET);
        Resource machine = MachinePart.build(draft, site, Names.FLEET, profile, door);
        Resource group = new GroupPart(site, Names.FLEET, site.picks().spec().nodes(), ground.subnets())
                .build(draft, machine, bell.topic(), Optional.empty(), first);
        WatchPart watch = new WatchPart(draft, site, bell.topic());
        watch.alarms(Names.FLEET, group);
        watch.dashboard(List.of(Names.FLEET), Optional.empty());
        draft.network(site.picks().network());
        return draft.template("Muster fleet " + site.picks().spec().name() + ": "
                + site.picks().blueprint().title() + ", " + site.picks().role().name());
    }

    SortedMap<String, Input> inputs() {
        return draft.inputs();
    }
}
