package dev.muster.aws.synth;

import dev.muster.aws.template.Fields;
import dev.muster.aws.template.Resource;
import dev.muster.aws.template.Value;
import dev.muster.core.spec.AwsSpec;
import dev.muster.core.value.ByteSize;
import dev.muster.core.value.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The launch template of a slot. A change of anything in it replaces the instance, so it holds nothing but what needs
 * another instance: no tag of the user, no setting, no version.
 */
final class MachinePart {
    private MachinePart() {}

    static Resource build(Draft draft, Site site, String slot, Resource profile, Value securityGroup) {
        AwsSpec aws = site.picks().aws();
        Name name = site.picks().spec().name();
        Value image = image(draft, site);
        Fields data = Fields.of("ImageId", image, "InstanceType", site.type().name())
                .with("IamInstanceProfile", Fields.of("Arn", profile.att("Arn")))
                .with("SecurityGroupIds", List.of(securityGroup))
                .with("BlockDeviceMappings", disks(site, slot))
                .with("MetadataOptions", metadata())
                .with("TagSpecifications", List.of(tags("volume", name, slot, disk(slot))))
                .with("UserData", UserData.of(name, slot, draft.bucket()))
                .withAny("KeyName", aws.keyPair())
                .withIf(aws.spot(), "InstanceMarketOptions", Fields.of("MarketType", "spot"));
        return draft.add(
                Names.id(slot, "Machine"),
                "AWS::EC2::LaunchTemplate",
                "What the instance is",
                Fields.of("LaunchTemplateData", data)
                        .with("TagSpecifications", List.of(tags("launch-template", name, slot, slot))));
    }

    /** Which public parameter an image came from is told, so that a later up knows whether it is still the right one. */
    private static Value image(Draft draft, Site site) {
        Optional<String> own = site.picks().aws().image();
        if (own.isEmpty()) {
            draft.tell(
                    Names.IMAGE_OUTPUT,
                    "Public parameter that the image was read from",
                    new Value.Text(site.imageParameter()));
        }
        return draft.ask(
                "Image",
                "AWS::EC2::Image::Id",
                "Image of the instances; another one replaces them",
                own.<Input>map(Input.Given::new).orElseGet(() -> new Input.PublicImage(site.imageParameter())));
    }

    private static List<Fields> disks(Site site, String slot) {
        long root = site.picks().aws().rootVolume().map(ByteSize::gibibytes).orElse(site.rootGib());
        List<Fields> disks = new ArrayList<>();
        disks.add(device(
                "/dev/xvda", Fields.of("VolumeSize", root, "VolumeType", "gp3").with("Encrypted", true)));
        if (slot.equals(Names.FLEET)) {
            disks.add(device(Names.FLEET_DEVICE, site.picks().disk().properties("VolumeSize")));
        }
        return disks;
    }

    private static Fields device(String name, Fields ebs) {
        return Fields.of("DeviceName", name, "Ebs", ebs.with("DeleteOnTermination", true));
    }

    /** Version 2 only, and no container may reach it: its answer ends after one hop. */
    private static Fields metadata() {
        return Fields.of("HttpEndpoint", "enabled", "HttpTokens", "required").with("HttpPutResponseHopLimit", 1);
    }

    /**
     * What the disks of the instance are tagged with. A root disk is not the slot's: only the slot's own volume has the
     * slot's tag. A fleet's data disk comes with the instance.
     */
    private static String disk(String slot) {
        return slot.equals(Names.FLEET) ? slot : "";
    }

    private static Fields tags(String type, Name name, String slot, String tagged) {
        List<Fields> tags = new ArrayList<>(List.of(
                Fields.of("Key", "Name", "Value", Names.group(name, slot)),
                Fields.of("Key", Names.DEPLOYMENT_TAG, "Value", name.text())));
        if (!tagged.isEmpty()) {
            tags.add(Fields.of("Key", Names.SLOT_TAG, "Value", tagged));
        }
        return Fields.of("ResourceType", type, "Tags", tags);
    }
}
