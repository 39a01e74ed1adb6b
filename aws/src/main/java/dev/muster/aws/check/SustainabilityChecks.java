package dev.muster.aws.check;

import dev.muster.aws.facts.InstanceType;
import java.util.List;
import java.util.Optional;

/** Row 20 of the checklist. */
final class SustainabilityChecks {
    /** So many times the cores that the software asks for are more than it uses. */
    private static final int MUCH = 4;

    static final List<Check> ALL =
            List.of(Check.row(20, "sustainability.least-hardware", SustainabilityChecks::hardware));

    private SustainabilityChecks() {}

    private static Verdict hardware(Subject s) {
        Optional<InstanceType> type = s.type();
        if (type.isEmpty()) {
            return Verdict.info("the instance type is not known", "");
        }
        if (type.get().gpus() > 0 && !s.picks().gpu()) {
            return Verdict.warning(
                    type.get().name() + " has a GPU that the node does not use",
                    "a type without one, or the setting that makes the software use it");
        }
        int asked = s.blueprint().requires().cores();
        return type.get().vcpus() > MUCH * asked && type.get().gpus() == 0
                ? Verdict.info(
                        type.get().name() + " has " + type.get().vcpus() + " cores, the software asks for " + asked,
                        "a smaller type" + PerformanceChecks.later(s))
                : Verdict.passed(type.get().name() + " is near what the software asks for");
    }
}
