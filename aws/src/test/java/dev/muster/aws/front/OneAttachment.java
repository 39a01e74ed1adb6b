package dev.muster.aws.front;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** A volume is attached to one instance; the emulator would take it away from the first. */
final class OneAttachment implements Rule {
    @Override
    public Optional<Answer> before(Call call, Emulator emulator) throws IOException {
        if (!call.is("ec2", "AttachVolume")) {
            return Optional.empty();
        }
        String volume = call.values().getOrDefault("VolumeId", "");
        Answer there = emulator.ask(
                call, "ec2", Map.of("Action", "DescribeVolumes", "Version", "2016-11-15", "VolumeId.1", volume));
        boolean used = Xml.all(there.text(), "attachmentSet").stream().anyMatch(one -> one.contains("instanceId"));
        return used
                ? Optional.of(Answer.refusal(call, 400, "VolumeInUse", volume + " is already attached to an instance"))
                : Optional.empty();
    }
}
