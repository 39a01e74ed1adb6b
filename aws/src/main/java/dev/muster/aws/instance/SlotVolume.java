package dev.muster.aws.instance;

import dev.muster.agent.volume.Attachment;
import dev.muster.agent.volume.VolumeId;
import dev.muster.aws.cloud.Query;
import dev.muster.aws.cloud.QueryException;
import dev.muster.aws.cloud.Refusal;
import dev.muster.aws.cloud.XmlAnswer;
import dev.muster.aws.synth.Names;
import dev.muster.core.problem.MusterException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The slot's volume: found by its tags, attached to the instance this runs on. States: VolumeState of EC2's service model
 * 2016-11-15 shipped with botocore 1.43.11 (2026-11-23).
 */
final class SlotVolume implements Attachment {
    /** Somebody else has it, or has just let it go: being attached is the lock. */
    private static final Set<String> HELD = Set.of("VolumeInUse", "IncorrectState");

    /**
     * The kernel calls the disk what it likes, but the call wants a name: that of the example of AttachVolume in
     * examples-1.json of the same (2026-11-23).
     */
    private static final String DEVICE = "/dev/sdf";

    private final Query ec2;
    private final String instance;

    SlotVolume(Query ec2, String instance) {
        this.ec2 = ec2;
        this.instance = instance;
    }

    /**
     * Finds it. A deployment that was taken down and put up again may have left an older volume with the same tags: the
     * newest is the stack's own, and the only one the role may attach.
     */
    VolumeId find(String deployment, String slot) {
        List<XmlAnswer> found = ask(Map.of(
                "Filter.1.Name",
                "tag:" + Names.DEPLOYMENT_TAG,
                "Filter.1.Value.1",
                deployment,
                "Filter.2.Name",
                "tag:" + Names.SLOT_TAG,
                "Filter.2.Value.1",
                slot));
        return found.stream()
                .max(Comparator.comparing(item -> item.first("createTime").orElse("")))
                .flatMap(item -> item.first("volumeId"))
                .map(VolumeId::new)
                .orElseThrow(() -> MusterException.failed(
                        "no volume has the tags " + Names.DEPLOYMENT_TAG + "=" + deployment + " and " + Names.SLOT_TAG
                                + "=" + slot,
                        "\"muster up " + deployment + "\" makes it again"));
    }

    private List<XmlAnswer> ask(Map<String, String> form) {
        return Refusal.explained(() -> ec2.call("DescribeVolumes", form)).items("volumeSet");
    }

    @Override
    public Answer attach(VolumeId volume) {
        List<XmlAnswer> found = ask(Map.of("VolumeId.1", volume.value()));
        if (found.isEmpty()) {
            return new Answer.Refused("it is gone");
        }
        String state = found.getFirst().first("status").orElse("");
        return switch (state) {
            case "available" -> take(volume);
            case "in-use" -> inUse(found.getFirst());
            case "creating" -> new Answer.Held("AWS, which is still making it,");
            default -> new Answer.Refused("its state is \"" + state + "\"");
        };
    }

    /** The state of the attachment, and not of the volume, says that a predecessor is letting go. */
    private Answer inUse(XmlAnswer volume) {
        List<String> holders = volume.items("attachmentSet").stream()
                .map(item -> item.first("instanceId").orElse(""))
                .filter(id -> !id.isEmpty())
                .toList();
        return holders.equals(List.of(instance))
                ? new Answer.Attached()
                : new Answer.Held("instance " + String.join(", ", holders));
    }

    private Answer take(VolumeId volume) {
        try {
            ec2.call(
                    "AttachVolume",
                    new TreeMap<>(Map.of("VolumeId", volume.value(), "InstanceId", instance, "Device", DEVICE)));
            return new Answer.Attached();
        } catch (QueryException e) {
            if (HELD.contains(e.code())) {
                return new Answer.Held("another instance");
            }
            MusterException why = Refusal.of(e);
            if (Silence.is(e)) {
                throw why;
            }
            return new Answer.Refused(why.what());
        }
    }

    @Override
    public void detach(VolumeId volume) {
        Refusal.explained(() -> ec2.call("DetachVolume", Map.of("VolumeId", volume.value(), "InstanceId", instance)));
    }
}
