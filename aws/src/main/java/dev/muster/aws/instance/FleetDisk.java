package dev.muster.aws.instance;

import dev.muster.agent.volume.VolumeId;
import dev.muster.aws.cloud.Query;
import dev.muster.aws.cloud.Refusal;
import dev.muster.aws.cloud.XmlAnswer;
import dev.muster.aws.synth.Names;
import dev.muster.core.problem.MusterException;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * The data disk that came with an instance of a fleet: what the launch template attached under its name. The metadata
 * service tells the names of an instance's disks and not their ids, so EC2 is asked for the volume that is attached to
 * this instance under that name; the disk is then found by the volume's id, as any other. Filters: DescribeVolumesRequest
 * of EC2's service model 2016-11-15 shipped with botocore 1.43.11 (2026-11-28).
 */
record FleetDisk(Query ec2, Metadata metadata) {
    /**
     * Finds it.
     *
     * @throws MusterException if there is none, or more than one
     */
    VolumeId find(String instance) throws IOException {
        List<XmlAnswer> found = Refusal.explained(() -> ec2.call(
                        "DescribeVolumes",
                        Map.of(
                                "Filter.1.Name",
                                "attachment.instance-id",
                                "Filter.1.Value.1",
                                instance,
                                "Filter.2.Name",
                                "attachment.device",
                                "Filter.2.Value.1",
                                Names.FLEET_DEVICE)))
                .items("volumeSet");
        if (found.size() == 1) {
            return new VolumeId(found.getFirst().first("volumeId").orElseThrow());
        }
        throw MusterException.failed(
                found.size() + " volumes are attached to " + instance + " as " + Names.FLEET_DEVICE
                        + ", where its launch template has the data disk; the metadata service tells of "
                        + mapping(),
                "\"muster up\" makes the template anew; instances that are started after it have the disk");
    }

    /** For the error alone: it says of the launch what EC2 does not. */
    private String mapping() throws IOException {
        List<String> names =
                metadata.get("block-device-mapping/").orElse("").lines().toList();
        StringBuilder all = new StringBuilder();
        for (String name : names) {
            all.append(all.isEmpty() ? "" : ", ")
                    .append(name)
                    .append(" ")
                    .append(metadata.get("block-device-mapping/" + name).orElse("?"));
        }
        return all.isEmpty() ? "no disk" : all.toString();
    }
}
