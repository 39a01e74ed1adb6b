package dev.muster.aws.rules;

import dev.muster.aws.synth.Synth;
import dev.muster.core.blueprint.Requires;
import dev.muster.core.text.Suggest;
import dev.muster.core.value.Architecture;
import dev.muster.core.value.Span;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Instances. */
final class MachineRules {
    private MachineRules() {}

    static List<Fault> needed(Question q) {
        return Fault.when(
                q.picks().instance().isEmpty() && foreign(q).isEmpty(),
                "aws.instance",
                "the blueprint names no instance type for the role "
                        + q.picks().role().name() + "; write instance: with one");
    }

    static List<Fault> unknown(Question q) {
        return Fault.of(
                "aws.instance",
                q.picks()
                        .instance()
                        .filter(name -> !q.facts().instanceTypes().containsKey(name))
                        .map(name -> "no instance type is called \"" + name + "\"" + nearest(q, name)));
    }

    /** No list of all there are: they are over a thousand. */
    private static String nearest(Question q, String name) {
        return Suggest.nearest(name, q.facts().instanceTypes().keySet())
                .map(word -> "; did you mean \"" + word + "\"?")
                .orElse("; m7g.large would be one");
    }

    static List<Fault> architecture(Question q) {
        return Fault.of(
                "aws.architecture",
                q.type()
                        .flatMap(type -> q.aws()
                                .architecture()
                                .filter(wanted -> !wanted.equals(type.architecture()))
                                .map(wanted -> type.name() + " is a machine of "
                                        + Architecture.spec(type.architecture()) + ", not of "
                                        + Architecture.spec(wanted)
                                        + "; leave architecture away or take another type")));
    }

    /** An architecture that the software is not made for, where no type is known. */
    private static Optional<String> foreign(Question q) {
        return q.aws()
                .architecture()
                .filter(wanted -> q.picks().instance().isEmpty())
                .filter(wanted ->
                        !q.picks().blueprint().requires().architectures().contains(wanted));
    }

    static List<Fault> softwareWanted(Question q) {
        return Fault.of("aws.architecture", foreign(q).map(wanted -> madeFor(q) + "; leave architecture away"));
    }

    private static String madeFor(Question q) {
        return q.picks().blueprint().title() + " is made for "
                + q.picks().blueprint().requires().architectures().stream()
                        .map(Architecture::spec)
                        .collect(Collectors.joining(", "))
                + " only";
    }

    static List<Fault> software(Question q) {
        Requires requires = q.picks().blueprint().requires();
        return Fault.of(
                "aws.instance",
                q.type()
                        .filter(type -> !requires.architectures().contains(type.architecture()))
                        .map(type -> madeFor(q) + ", and " + type.name() + " is "
                                + Architecture.spec(type.architecture())
                                + "; take a type of the other kind"));
    }

    static List<Fault> gpu(Question q) {
        return Fault.of(
                "aws.instance",
                q.type()
                        .filter(type -> q.picks().gpu() && type.gpus() == 0)
                        .map(type -> "the node needs a GPU and " + type.name()
                                + " has none; take a type with an NVIDIA GPU, such as g4dn.xlarge"));
    }

    static List<Fault> tooSmall(Question q) {
        Requires requires = q.picks().blueprint().requires();
        return Fault.of(
                "aws.instance",
                q.type()
                        .filter(type -> type.vcpus() < requires.cores()
                                || requires.memory()
                                        .map(memory -> memory.mebibytes() > type.memoryMiB())
                                        .orElse(false))
                        .map(type -> type.name() + " has " + type.vcpus() + " cores and " + type.memoryMiB() / 1024
                                + " GiB; the software needs " + requires.cores() + " and "
                                + requires.memory().map(Object::toString).orElse("any memory")));
    }

    static List<Fault> boundaryOfGivenRole(Question q) {
        return Fault.when(
                q.aws().instanceRole().isPresent()
                        && q.aws().permissionsBoundary().isPresent(),
                "aws.permissions-boundary",
                "a boundary is for the role that is made, and instance-role names one that is not changed; leave one of"
                        + " them away");
    }

    static List<Fault> spot(Question q) {
        return Fault.when(
                q.aws().spot() && q.picks().role().singleton(),
                "aws.spot",
                "AWS may take a spot instance away at any time, and the role "
                        + q.picks().role().name() + " must not come back twice; leave spot away");
    }

    static List<Fault> spotType(Question q) {
        return Fault.of(
                "aws.spot",
                q.type()
                        .filter(type -> q.aws().spot() && !type.spot())
                        .map(type -> type.name() + " is not sold on the spot market; leave spot away"));
    }

    static List<Fault> imageOfFleet(Question q) {
        return Fault.when(
                q.aws().image().isPresent() && q.aws().regions().size() > 1,
                "aws.image",
                "an image lies in one region, and this fleet has "
                        + q.aws().regions().size() + "; leave image away");
    }

    static List<Fault> grace(Question q) {
        Duration needed = q.picks().blueprint().grace(q.picks().role());
        Optional<Integer> given = q.aws()
                .stopGraceMinutes()
                .filter(minutes -> Duration.ofMinutes(minutes).compareTo(needed) < 0);
        return Fault.of(
                "aws.stop-grace",
                given.map(minutes -> "a clean stop may take " + Span.text(needed) + " and " + minutes
                        + " min would cut it off, which can break the database; write at least "
                        + Math.ceilDiv(needed.toSeconds(), 60)));
    }

    static List<Fault> graceBeyondHook(Question q) {
        return Fault.of(
                "aws.stop-grace",
                q.aws()
                        .stopGraceMinutes()
                        .filter(minutes -> Duration.ofMinutes(minutes).compareTo(Synth.LONGEST_STOP) > 0)
                        .map(minutes -> "AWS ends an instance " + Span.text(Synth.LONGEST_STOP)
                                + " after it was told to stop, whatever runs on it; write at most "
                                + Synth.LONGEST_STOP.toMinutes()));
    }
}
