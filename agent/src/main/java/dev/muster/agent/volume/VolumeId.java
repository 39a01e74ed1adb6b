package dev.muster.agent.volume;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names a volume for as long as it lives, whatever device it appears as.
 *
 * @param value {@code vol-0123456789abcdef0}
 */
public record VolumeId(String value) {
    private static final Pattern FORM = Pattern.compile("vol-[0-9a-f]{8,17}");

    /** @throws IllegalArgumentException if it has another form */
    public VolumeId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("\"" + value + "\" is not a volume's id, such as vol-0123456789abcdef0");
        }
    }

    /**
     * What the device says of itself: "NVMe EBS volumes have the EBS volume ID set as the serial number in the device
     * identification", docs.aws.amazon.com/ebs/latest/userguide/identify-nvme-ebs-device.html; without the dash, as in
     * the page's {@code sn : vol01234567890abcdef} of docs.aws.amazon.com/AWSEC2/latest/UserGuide/nvme-ebs-volumes.html
     * (2026-11-22).
     */
    public String serial() {
        return value.replace("-", "");
    }

    /** The volume of a device that says this of itself; empty if it is no volume of EC2. */
    public static Optional<VolumeId> ofSerial(String serial) {
        String id = serial.replaceFirst("^vol-?", "vol-");
        return FORM.matcher(id).matches() ? Optional.of(new VolumeId(id)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
