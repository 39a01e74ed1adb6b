package dev.muster.aws.synth;

import dev.muster.aws.calls.Need;
import dev.muster.aws.calls.RolePolicy;
import dev.muster.aws.template.Fields;
import dev.muster.aws.template.Resource;
import dev.muster.aws.template.Value;
import dev.muster.aws.watch.NodeMetric;
import dev.muster.core.blueprint.Dataset;
import dev.muster.core.plan.DatasetFindings;
import dev.muster.core.spec.AwsSpec;
import dev.muster.core.spec.Spec;
import dev.muster.core.value.Name;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What an instance may do in AWS: its role, made from the list of an agent's calls. */
final class RolePart {
    private static final String WILDCARDS = "Objects below the deployment's own prefixes, calls that know no resources,"
            + " and attaching to instance/* where a condition admits only the instance itself.";

    private RolePart() {}

    /** The instance profile of a slot. */
    static Resource build(Draft draft, Site site, String slot) {
        Value role = site.picks()
                .givenRole()
                .<Value>map(Value.Text::new)
                .orElseGet(() -> draft.add(role(site, slot)).ref());
        draft.bucket();
        return draft.add(
                Names.id(slot, "Profile"),
                "AWS::IAM::InstanceProfile",
                "Gives the role to the instance",
                Fields.of("Path", Names.path(name(site)), "Roles", List.of(role)));
    }

    private static Resource role(Site site, String slot) {
        AwsSpec aws = site.picks().aws();
        Fields trust = Fields.of("Effect", "Allow", "Principal", Fields.of("Service", "ec2.amazonaws.com"))
                .with("Action", "sts:AssumeRole");
        Fields policy = Fields.of(
                "PolicyName", "agent", "PolicyDocument", policy(site, slot).document());
        return Resource.of(
                        Names.id(slot, "Role"),
                        "AWS::IAM::Role",
                        "What the agent may do in AWS",
                        Fields.of("Path", Names.path(name(site)), "AssumeRolePolicyDocument", document(trust))
                                .with("Policies", List.of(policy))
                                .withAny("PermissionsBoundary", aws.permissionsBoundary()))
                .suppress("AwsSolutions-IAM5", WILDCARDS);
    }

    private static Name name(Site site) {
        return site.picks().spec().name();
    }

    private static Fields document(Fields statement) {
        return Fields.of("Version", "2012-10-17", "Statement", List.of(statement));
    }

    /** The policy of a slot's role. */
    static RolePolicy policy(Site site, String slot) {
        Spec spec = site.picks().spec();
        Map<String, List<String>> words = new TreeMap<>();
        words.put("deployment", List.of(spec.name().text()));
        words.put("slot", List.of(slot));
        words.put("stack", List.of(Names.stack(spec.name())));
        words.put("group", List.of(Names.group(spec.name(), slot)));
        words.put("logs", List.of(Names.logGroup(spec.name())));
        words.put("bucket", List.of("${Bucket}"));
        words.put("namespace", List.of(NodeMetric.NAMESPACE));
        words.put("secret", site.picks().secrets());
        words.put("volume", List.of("${" + Names.id(slot, "Volume") + "}"));
        words.put("address", List.of("${" + Names.id(slot, "Address") + ".AllocationId}"));
        words.put("key", key(site).map(List::of).orElse(List.of()));
        return new RolePolicy(needs(site, slot), words);
    }

    private static Optional<String> key(Site site) {
        return site.picks().aws().volume().key();
    }

    private static Set<Need> needs(Site site, String slot) {
        Spec spec = site.picks().spec();
        Set<Need> needs =
                EnumSet.of(Need.BOOT, Need.SIGNAL, Need.REPORT, Need.METRICS, Need.LOGS, Need.LIFE, Need.SHELL);
        boolean fleet = slot.equals(Names.FLEET);
        add(needs, Need.VOLUME, !fleet);
        add(needs, Need.FLEET_DISK, fleet);
        add(needs, Need.VOLUME_KEY, !fleet && key(site).isPresent());
        add(needs, Need.ADDRESS, site.picks().aws().address());
        add(needs, Need.SECRETS, !site.picks().secrets().isEmpty());
        add(needs, Need.IDENTITY, !fleet && !site.picks().blueprint().identity().isEmpty());
        add(needs, Need.PEERS, site.ha() || fleet);
        add(
                needs,
                Need.DATASETS,
                DatasetFindings.chosen(spec, site.picks().blueprint())
                        .filter(Dataset::inBucket)
                        .isPresent());
        return needs;
    }

    private static void add(Set<Need> needs, Need need, boolean wanted) {
        if (wanted) {
            needs.add(need);
        }
    }
}
