package dev.muster.aws.synth;

import dev.muster.aws.calls.OperatorCall.Cause;
import dev.muster.aws.calls.OperatorCall.Duty;
import dev.muster.aws.calls.OperatorCall.Kind;
import dev.muster.aws.calls.OperatorPolicy;
import dev.muster.core.spec.AwsSpec;
import dev.muster.core.spec.Spec;
import dev.muster.core.spec.Spec.Topology;
import dev.muster.core.value.Name;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What an operator needs for a deployment: the calls for the kinds of resources its stacks have and for what its spec
 * wants, on things with the deployment's names and tags.
 */
public final class OperatorRights {
    private static final String ANY = "*";
    /** What EC2's kinds are called in ARNs (resource types of the service authorization reference, 2026-11-22). */
    private static final Map<String, String> THINGS = Map.of(
            "AWS::EC2::VPC", "vpc",
            "AWS::EC2::InternetGateway", "internet-gateway",
            "AWS::EC2::RouteTable", "route-table",
            "AWS::EC2::Subnet", "subnet",
            "AWS::EC2::FlowLog", "vpc-flow-log",
            "AWS::EC2::SecurityGroup", "security-group",
            "AWS::EC2::Volume", "volume",
            "AWS::EC2::EIP", "elastic-ip",
            "AWS::EC2::LaunchTemplate", "launch-template");

    private final Picks picks;
    private final List<StackPlan> plans;

    private OperatorRights(Picks picks, List<StackPlan> plans) {
        this.picks = picks;
        this.plans = plans;
    }

    /** The least policy for making, watching and removing these stacks. */
    public static OperatorPolicy policy(Picks picks, List<StackPlan> plans) {
        OperatorRights rights = new OperatorRights(picks, plans);
        return new OperatorPolicy(rights.causes(), rights.words());
    }

    private Set<Cause> causes() {
        Set<Cause> causes = new HashSet<>(Set.of(Duty.STACKS, Duty.ASSETS, Duty.LOOK, Duty.TAGS, Duty.NODES));
        plans.forEach(plan -> plan.template().resources().forEach(one -> causes.add(new Kind(one.type()))));
        AwsSpec aws = picks.aws();
        boolean roles = causes.contains(new Kind("AWS::IAM::Role"));
        add(causes, Duty.GIVEN_ROLE, aws.instanceRole().isPresent());
        add(causes, Duty.BOUNDED_ROLES, roles && aws.permissionsBoundary().isPresent());
        add(causes, Duty.FREE_ROLES, roles && aws.permissionsBoundary().isEmpty());
        add(causes, Duty.STANDING_VPC, !causes.contains(new Kind("AWS::EC2::VPC")));
        add(
                causes,
                Duty.SECRETS,
                !picks.secrets().isEmpty() || !picks.blueprint().identity().isEmpty());
        add(causes, Duty.CERTIFICATE, asks(Input.SelfSigned.class));
        add(causes, Duty.PUBLIC_IMAGE, asks(Input.PublicImage.class));
        add(causes, Duty.SPOT, aws.spot());
        add(causes, Duty.VOLUME_KEY, aws.volume().key().isPresent());
        add(causes, Duty.SNAPSHOT, aws.volume().snapshot().isPresent());
        return causes;
    }

    private static void add(Set<Cause> causes, Cause cause, boolean wanted) {
        if (wanted) {
            causes.add(cause);
        }
    }

    private boolean asks(Class<? extends Input> kind) {
        return plans.stream()
                .anyMatch(plan -> plan.parameters().values().stream().anyMatch(kind::isInstance));
    }

    private Map<String, List<String>> words() {
        Spec spec = picks.spec();
        AwsSpec aws = picks.aws();
        Name name = spec.name();
        String account = aws.account().orElse(ANY);
        String region = region();
        Map<String, List<String>> words = new TreeMap<>();
        words.put("deployment", List.of(name.text()));
        words.put("stack", List.of(Names.stack(name)));
        words.put("region", List.of(region));
        words.put("regions", regions());
        words.put("account", List.of(account));
        words.put("bucket", List.of("muster-" + account + "-" + region));
        words.put("logs", List.of(Names.logGroup(name)));
        words.put("group", groups(name));
        words.put(
                "vpc",
                List.of(aws.network()
                        .vpc()
                        .filter(vpc -> vpc.startsWith("vpc-"))
                        .orElse(ANY)));
        words.put("role", picks.givenRole().stream().toList());
        words.put("boundary", aws.permissionsBoundary().stream().toList());
        words.put("key", aws.volume().key().stream().toList());
        words.put("snapshot", aws.volume().snapshot().stream().toList());
        words.put("image", images());
        words.put("thing", things());
        words.put(
                "made",
                things().stream().filter(thing -> !thing.startsWith("vpc")).toList());
        return words;
    }

    /** One region by its name in each ARN; several by a condition, since each ARN as often as that is long. */
    private String region() {
        return regions().size() == 1 ? regions().getFirst() : ANY;
    }

    private List<String> regions() {
        return plans.stream()
                .map(plan -> plan.region().code())
                .distinct()
                .sorted()
                .toList();
    }

    /** Groups of slots of one and two digits: another number of nodes is no reason for another policy. */
    private List<String> groups(Name name) {
        return picks.spec().topology() == Topology.FLEET
                ? List.of(Names.group(name, Names.FLEET))
                : List.of(Names.group(name, "?"), Names.group(name, "??"));
    }

    /** Disks of instances are tagged too, whether or not there are volumes besides. */
    private List<String> things() {
        return Stream.concat(
                        Stream.of("volume"),
                        plans.stream()
                                .flatMap(plan -> plan.template().resources().stream())
                                .flatMap(one -> Stream.ofNullable(THINGS.get(one.type()))))
                .distinct()
                .sorted()
                .toList();
    }

    private List<String> images() {
        return plans.stream()
                .flatMap(plan -> plan.parameters().values().stream())
                .filter(Input.PublicImage.class::isInstance)
                .map(input -> ((Input.PublicImage) input).path())
                .distinct()
                .toList();
    }
}
