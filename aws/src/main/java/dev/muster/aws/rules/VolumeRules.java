package dev.muster.aws.rules;

import dev.muster.aws.facts.VolumeLimits;
import dev.muster.aws.facts.VolumeLimits.Bounds;
import dev.muster.aws.synth.Disk;
import dev.muster.core.value.ByteSize;
import dev.muster.core.value.Region;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** Data volumes. */
final class VolumeRules {
    private static final int MIN_RATE = 100;
    private static final int MAX_RATE = 300;

    private static final Pattern SYSTEM = Pattern.compile(
            "/+(?:(?:bin|boot|dev|etc|lib|lib64|proc|run|sbin|sys|usr)(?:/.*)?|(?:home|opt|root|tmp|var)/*)");

    private VolumeRules() {}

    static List<Fault> size(Question q) {
        Disk disk = q.disk();
        return Fault.of(
                "aws.volume.size",
                q.limits()
                        .flatMap(limits -> disk.gib()
                                .filter(gib -> gib < limits.minGiB() || gib > limits.maxGiB())
                                .map(gib -> a(limits.type()) + " has " + limits.minGiB() + " to " + limits.maxGiB()
                                        + " GiB, not " + gib)));
    }

    /** An image of the user's own may be of any size. */
    static List<Fault> root(Question q) {
        return Fault.of(
                "aws.root-volume",
                q.aws()
                        .rootVolume()
                        .map(ByteSize::gibibytes)
                        .filter(gib ->
                                q.aws().image().isEmpty() && gib < q.picks().imageGib())
                        .map(gib -> "the image takes " + q.picks().imageGib()
                                + " GiB and does not fit on a root disk of " + gib + " GiB; write at least "
                                + q.picks().imageGib() + " GiB"));
    }

    static List<Fault> rootTooLarge(Question q) {
        VolumeLimits limits = Objects.requireNonNull(q.facts().volumes().get("gp3"), "gp3");
        return Fault.of(
                "aws.root-volume",
                q.aws()
                        .rootVolume()
                        .map(ByteSize::gibibytes)
                        .filter(gib -> gib > limits.maxGiB())
                        .map(gib ->
                                "a root disk is a gp3 volume and has at most " + limits.maxGiB() + " GiB, not " + gib));
    }

    /** What is mounted over the system's own folders hides them, and the machine does not come up. */
    static List<Fault> mount(Question q) {
        String mount = q.aws().volume().mount();
        return Fault.when(
                SYSTEM.matcher(mount).matches() || mount.contains(".."),
                "aws.volume.mount",
                "the system's own files lie at " + mount + " or below; mount the volume elsewhere, such as /data");
    }

    static List<Fault> iopsNeeded(Question q) {
        return Fault.when(
                q.limits().map(VolumeLimits::needsIops).orElse(false)
                        && q.disk().iops().isEmpty(),
                "aws.volume.iops",
                a(q.disk().type()) + " needs a number of iops");
    }

    static List<Fault> iops(Question q) {
        return Fault.of(
                "aws.volume.iops",
                q.limits()
                        .flatMap(limits -> q.disk()
                                .iops()
                                .flatMap(iops -> outside("iops", "IOPS", iops, limits.type(), limits.iops()))));
    }

    static List<Fault> throughput(Question q) {
        return Fault.of(
                "aws.volume.throughput",
                q.limits()
                        .flatMap(limits -> q.disk()
                                .throughput()
                                .flatMap(rate ->
                                        outside("throughput", "MiB/s", rate, limits.type(), limits.throughput()))));
    }

    private static String a(String type) {
        return (type.startsWith("i") ? "an " : "a ") + type + " volume";
    }

    private static Optional<String> outside(String key, String unit, int given, String type, Optional<Bounds> bounds) {
        if (bounds.isEmpty()) {
            return Optional.of(
                    "the " + key + " of " + a(type) + " cannot be chosen; leave " + key + " away or take gp3");
        }
        return bounds.filter(b -> !b.admit(given))
                .map(b -> a(type) + " has " + b.min() + " to " + b.max() + " " + unit + ", not " + given);
    }

    static List<Fault> ratio(Question q) {
        Disk disk = q.disk();
        return Fault.of(
                "aws.volume.iops",
                q.limits()
                        .flatMap(VolumeLimits::iops)
                        .flatMap(bounds -> disk.iops()
                                .filter(iops ->
                                        iops > bounds.ratio() * disk.gib().orElse(Long.MAX_VALUE))
                                .filter(iops -> iops > bounds.min())
                                .map(iops -> a(disk.type()) + " has at most " + (int) bounds.ratio()
                                        + " IOPS for each GiB; " + iops + " IOPS need "
                                        + (long) Math.ceil(iops / bounds.ratio()) + " GiB")));
    }

    static List<Fault> throughputRatio(Question q) {
        Disk disk = q.disk();
        int iops = disk.iops()
                .orElse(q.limits().flatMap(VolumeLimits::iops).map(Bounds::min).orElse(0));
        return Fault.of(
                "aws.volume.throughput",
                q.limits()
                        .flatMap(VolumeLimits::throughput)
                        .flatMap(bounds -> disk.throughput()
                                .filter(rate -> rate > bounds.ratio() * iops)
                                .map(rate -> rate + " MiB/s need " + (long) Math.ceil(rate / bounds.ratio())
                                        + " IOPS on " + a(disk.type()) + ", and it has " + iops)));
    }

    static List<Fault> snapshotOfFleet(Question q) {
        return Fault.when(
                q.disk().snapshot().isPresent() && q.aws().regions().size() > 1,
                "aws.volume.snapshot",
                "a snapshot lies in one region, and this fleet has "
                        + q.aws().regions().size() + "; leave snapshot away");
    }

    /** EC2 wants the key in the volume's region (KmsKeyId of CopyImage, docs.aws.amazon.com/sdk-for-kotlin, 2026-11-28). */
    static List<Fault> keyElsewhere(Question q) {
        List<Region> regions = q.aws().regions();
        return Fault.of(
                "aws.volume.key",
                q.disk()
                        .key()
                        .flatMap(key -> regions.stream()
                                .filter(region -> !key.matches("arn:[a-z-]+:kms:" + region + ":.+"))
                                .findFirst()
                                .map(region -> regions.size() > 1
                                        ? "a key lies in one region, and this fleet has " + regions.size()
                                                + "; leave key away"
                                        : "the key does not lie in " + region
                                                + ", where volumes are; name one that does")));
    }

    static List<Fault> rate(Question q) {
        Disk disk = q.disk();
        return Fault.of(
                "aws.volume.initialization-rate", disk.initializationRate().flatMap(rate -> {
                    if (disk.snapshot().isEmpty()) {
                        return Optional.of("only a volume made of a snapshot is read in; name a snapshot"
                                + " or leave initialization-rate away");
                    }
                    return rate < MIN_RATE || rate > MAX_RATE
                            ? Optional.of(
                                    "a volume is read in at " + MIN_RATE + " to " + MAX_RATE + " MiB/s, not " + rate)
                            : Optional.empty();
                }));
    }
}
