package dev.muster.aws.deploy;

import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.cloud.Query;
import dev.muster.aws.cloud.QueryException;
import dev.muster.aws.cloud.Refusal;
import dev.muster.aws.cloud.XmlAnswer;
import dev.muster.aws.synth.Names;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The data volumes of a deployment, in a stack or left of one. */
final class Volumes {
    private final Query ec2;
    private final Pace pace;

    Volumes(Cloud cloud, Pace pace) {
        this.ec2 = cloud.query("ec2");
        this.pace = pace;
    }

    /** Those that carry the deployment's tag. */
    List<Volume> of(String deployment) {
        return ask(Map.of("Filter.1.Name", "tag:" + Names.DEPLOYMENT_TAG, "Filter.1.Value.1", deployment));
    }

    private List<Volume> ask(Map<String, String> form) {
        List<Volume> all = new ArrayList<>();
        String next = "";
        do {
            Map<String, String> page = new TreeMap<>(form);
            if (!next.isEmpty()) {
                page.put("NextToken", next);
            }
            XmlAnswer answer = Refusal.explained(() -> ec2.call("DescribeVolumes", page));
            answer.items("volumeSet").forEach(item -> all.add(volume(item)));
            next = answer.first("nextToken").orElse("");
        } while (!next.isEmpty());
        return all;
    }

    private static Volume volume(XmlAnswer item) {
        String slot = item.items("tagSet").stream()
                .filter(tag -> tag.first("key").filter(Names.SLOT_TAG::equals).isPresent())
                .findFirst()
                .flatMap(tag -> tag.first("value"))
                .orElse("");
        return new Volume(
                item.first("volumeId").orElse(""),
                slot,
                item.first("size").map(Long::parseLong).orElse(0L),
                item.first("status").orElse(""),
                item.first("volumeType").orElse(""),
                item.first("iops").map(Integer::parseInt).orElse(0),
                item.first("throughput").map(Integer::parseInt).orElse(0));
    }

    /** Begins a snapshot of each; ids. */
    List<String> snapshot(String deployment, Collection<Volume> volumes) {
        List<String> ids = new ArrayList<>();
        for (Volume volume : volumes) {
            Map<String, String> form = Map.of(
                    "VolumeId",
                    volume.id(),
                    "Description",
                    "last of " + deployment + "/" + volume.slot() + ", by muster down",
                    "TagSpecification.1.ResourceType",
                    "snapshot",
                    "TagSpecification.1.Tag.1.Key",
                    Names.DEPLOYMENT_TAG,
                    "TagSpecification.1.Tag.1.Value",
                    deployment,
                    "TagSpecification.1.Tag.2.Key",
                    Names.SLOT_TAG,
                    "TagSpecification.1.Tag.2.Value",
                    volume.slot());
            Refusal.explained(() -> ec2.call("CreateSnapshot", form))
                    .first("snapshotId")
                    .ifPresent(ids::add);
        }
        return ids;
    }

    /** Deletes volumes; one that is still being detached is waited for. */
    void delete(Collection<Volume> volumes) throws InterruptedException {
        for (Volume volume : volumes) {
            Pace.Waiting waiting = pace.begin();
            while (!deleted(volume)) {
                waiting.pause();
            }
        }
    }

    private boolean deleted(Volume volume) {
        return Refusal.explained(() -> {
            try {
                ec2.call("DeleteVolume", Map.of("VolumeId", volume.id()));
                return true;
            } catch (QueryException e) {
                if (e.code().equals("VolumeInUse")) {
                    return false;
                }
                if (e.code().equals("InvalidVolume.NotFound")) {
                    return true;
                }
                throw e;
            }
        });
    }
}
