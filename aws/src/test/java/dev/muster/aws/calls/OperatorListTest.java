package dev.muster.aws.calls;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.aws.calls.OperatorCall.Duty;
import dev.muster.aws.calls.OperatorCall.Kind;
import dev.muster.aws.facts.AwsFacts;
import dev.muster.aws.fixtures.Matrix;
import dev.muster.aws.fixtures.Specs;
import dev.muster.aws.synth.NodeFiles;
import dev.muster.aws.synth.OperatorRights;
import dev.muster.aws.synth.Picks;
import dev.muster.aws.synth.Synth;
import dev.muster.aws.template.TemplateJson;
import dev.muster.core.spec.SpecReader.Resolved;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The list of an operator's calls is whole, and its policies are short enough for AWS. */
class OperatorListTest {
    /** A role takes ten managed policies (IAM quotas, 2026-11-22). */
    @Test
    void aFleetInEveryRegionStaysWithinTenPolicies() {
        Resolved everywhere = Specs.read(
                Specs.all(),
                Specs.spec("fleet")
                        .replace(
                                "us-east-1, eu-central-1",
                                String.join(", ", new AwsFacts().regions().keySet())));
        OperatorPolicy policy = OperatorRights.policy(
                Picks.of(everywhere.spec(), everywhere.blueprint()),
                new Synth(new AwsFacts(), NodeFiles.NONE).stacks(everywhere.spec(), everywhere.blueprint()));
        assertThat(policy.parts()).hasSizeLessThan(11);
    }

    /** A kind without a call could not be made. */
    @Test
    void everyKindOfTheTemplatesHasItsCalls() {
        Set<String> with = new HashSet<>();
        OperatorCalls.ALL.forEach(call -> {
            if (call.cause() instanceof Kind kind) {
                with.add(kind.type());
            }
        });
        Set<String> wanted = new HashSet<>();
        for (Resolved resolved : Matrix.specs().values()) {
            Matrix.stacks(resolved).forEach(plan -> plan.template().resources().forEach(one -> wanted.add(one.type())));
        }
        assertThat(with).isEqualTo(wanted);
    }

    @Test
    void everyDutyHasACallAndEveryCallAReason() {
        Set<Object> duties = new HashSet<>();
        OperatorCalls.ALL.forEach(call -> duties.add(call.cause()));
        assertThat(duties).contains((Object[]) Duty.values());
        assertThat(OperatorCalls.ALL)
                .allSatisfy(call -> assertThat(call.why()).isNotBlank())
                .allSatisfy(call -> assertThat(call.actions()).doesNotHaveDuplicates());
    }

    /** Blanks do not count. A role, a user or a group takes ten managed policies (IAM quotas, 2026-11-22). */
    @Test
    void partsAreShortEnoughAndHoldTheWhole() {
        for (String name : OperatorSpecs.names()) {
            OperatorPolicy policy = OperatorSpecs.policy(name);
            List<JsonNode> parts =
                    policy.parts().stream().map(TemplateJson::tree).toList();
            System.out.println("policy " + name + ": "
                    + parts.stream().map(part -> part.toString().length()).toList());
            assertThat(parts)
                    .hasSizeLessThan(4)
                    .allSatisfy(
                            part -> assertThat(part.toString()).hasSizeLessThan(OperatorPolicy.MOST_CHARACTERS + 1));
            List<JsonNode> statements = new ArrayList<>();
            parts.forEach(part -> part.path("Statement").forEach(statements::add));
            assertThat(statements)
                    .containsExactlyElementsOf(
                            TemplateJson.tree(policy.document()).path("Statement"));
        }
    }
}
