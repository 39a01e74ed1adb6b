package dev.muster.aws.synth;

import dev.muster.aws.synth.Ground.Place;
import dev.muster.aws.template.Fields;
import dev.muster.aws.template.Keep;
import dev.muster.aws.template.Resource;
import dev.muster.aws.template.Value;
import dev.muster.core.value.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A slot: the place of a node that keeps volume, address, role and zone while instances come and go.
 *
 * @param targets the load balancer's target group
 * @param first what must be there before an instance
 */
record SlotPart(
        Site site, Ground ground, Value securityGroup, Value topic, Optional<Resource> targets, List<String> first) {
    /**
     * Adds a slot.
     *
     * @param before the group of the slot before it, which is updated first
     */
    Resource build(Draft draft, int number, Optional<Resource> before) {
        String slot = String.valueOf(number);
        Place place = ground.place(number);
        Resource volume = draft.add(volume(slot, place));
        address(draft, slot);
        Resource profile = RolePart.build(draft, site, slot);
        Resource machine = MachinePart.build(draft, site, slot, profile, securityGroup);
        List<String> after = new ArrayList<>(first);
        before.ifPresent(other -> after.add(other.id()));
        after.add(volume.id());
        draft.tell(Names.id(slot, "Volume"), "Volume of node " + name() + "/" + slot, volume.ref());
        return new GroupPart(site, slot, 1, List.of(place.subnet())).build(draft, machine, topic, targets, after);
    }

    private Name name() {
        return site.picks().spec().name();
    }

    private Resource volume(String slot, Place place) {
        Fields volume = Fields.of("AvailabilityZone", place.zone().get())
                .and(site.picks().disk().properties("Size"))
                .with("Tags", tags(slot));
        return Resource.of(
                        Names.id(slot, "Volume"),
                        "AWS::EC2::Volume",
                        "Data volume of node " + name() + "/" + slot,
                        volume)
                .kept(Keep.RETAIN_EXCEPT_ON_CREATE, Keep.RETAIN);
    }

    private void address(Draft draft, String slot) {
        if (site.picks().aws().address()) {
            Resource address = draft.add(
                    Names.id(slot, "Address"),
                    "AWS::EC2::EIP",
                    "Address of node " + name() + "/" + slot,
                    Fields.of("Domain", "vpc", "Tags", tags(slot)));
            draft.tell(Names.id(slot, "Address"), "Address of node " + name() + "/" + slot, address.ref());
        }
    }

    private List<Fields> tags(String slot) {
        return List.of(
                Fields.of("Key", "Name", "Value", Names.group(name(), slot)),
                Fields.of("Key", Names.DEPLOYMENT_TAG, "Value", name().text()),
                Fields.of("Key", Names.SLOT_TAG, "Value", slot));
    }
}
