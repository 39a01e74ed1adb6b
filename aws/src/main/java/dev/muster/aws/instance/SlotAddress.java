package dev.muster.aws.instance;

import dev.muster.aws.cloud.Query;
import dev.muster.aws.cloud.Refusal;
import dev.muster.aws.cloud.XmlAnswer;
import dev.muster.aws.synth.Names;
import dev.muster.core.problem.MusterException;
import java.util.Map;
import java.util.Optional;

/** The slot's Elastic IP, which follows the slot from instance to instance. */
final class SlotAddress {
    private final Query ec2;
    private final String instance;

    SlotAddress(Query ec2, String instance) {
        this.ec2 = ec2;
        this.instance = instance;
    }

    /** Takes it, whoever had it: the volume is the lock, so whoever has that is the slot's node. */
    String claim(String deployment, String slot) {
        XmlAnswer address = Refusal.explained(() -> ec2.call(
                        "DescribeAddresses",
                        Map.of(
                                "Filter.1.Name",
                                "tag:" + Names.DEPLOYMENT_TAG,
                                "Filter.1.Value.1",
                                deployment,
                                "Filter.2.Name",
                                "tag:" + Names.SLOT_TAG,
                                "Filter.2.Value.1",
                                slot)))
                .items("addressesSet")
                .stream()
                .findFirst()
                .orElseThrow(() -> MusterException.failed(
                        "the slot's address is gone", "\"muster up " + deployment + "\" makes it again"));
        Optional<String> holder = address.first("instanceId");
        if (holder.isEmpty() || !holder.get().equals(instance)) {
            Refusal.explained(() -> ec2.call(
                    "AssociateAddress",
                    Map.of(
                            "AllocationId",
                            address.first("allocationId").orElse(""),
                            "InstanceId",
                            instance,
                            "AllowReassociation",
                            "true")));
        }
        return address.first("publicIp").orElse("");
    }
}
