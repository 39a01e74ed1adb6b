package dev.muster.aws.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.aws.fixtures.Specs;
import dev.muster.aws.synth.Picks;
import dev.muster.aws.synth.StackPlan;
import dev.muster.aws.template.Fields;
import dev.muster.aws.template.Resource;
import dev.muster.aws.template.Template;
import dev.muster.core.plan.Cost;
import dev.muster.core.spec.AwsSpec.Usage;
import dev.muster.core.value.Region;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a bill counts is what the templates make; what is not known stays so. */
class EstimateTest {
    private static final String[] WORLD = {
        "load-balancer: {scheme: internet-facing, from: [0.0.0.0/0], certificate: self-signed}"
    };

    private static Map<String, Long> resources(List<StackPlan> stacks) {
        return stacks.stream()
                .flatMap(stack -> stack.template().resources().stream())
                .collect(Collectors.groupingBy(Resource::type, TreeMap::new, Collectors.counting()));
    }

    private static long counted(List<Bill> bills, Class<? extends BillItem> kind) {
        return bills.stream()
                .flatMap(bill -> bill.items().entrySet().stream())
                .filter(entry -> kind.isInstance(entry.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    @Test
    void kindsAndCountsAreThoseOfTheTemplates() {
        for (String topology : List.of("single", "ha", "fleet")) {
            var resolved = Specs.read(topology, topology.equals("ha") ? WORLD : new String[] {"dashboard: false"});
            Map<String, Long> made = resources(Priced.stacks(resolved));
            List<Bill> bills = Priced.bills(resolved);
            long groups = made.get("AWS::AutoScaling::AutoScalingGroup");
            assertThat(counted(bills, BillItem.Instance.class)).as(topology).isEqualTo(groups);
            assertThat(counted(bills, BillItem.Alarm.class)).isEqualTo(made.get("AWS::CloudWatch::Alarm"));
            assertThat(counted(bills, BillItem.Dashboard.class))
                    .isEqualTo(made.getOrDefault("AWS::CloudWatch::Dashboard", 0L));
            assertThat(counted(bills, BillItem.Balancer.class))
                    .isEqualTo(made.getOrDefault("AWS::ElasticLoadBalancingV2::LoadBalancer", 0L));
            assertThat(counted(bills, BillItem.Firewall.class)).isEqualTo(made.getOrDefault("AWS::WAFv2::WebACL", 0L));
            assertThat(counted(bills, BillItem.Volume.class))
                    .as("root and data")
                    .isEqualTo(2 * groups);
            assertThat(counted(bills, BillItem.FlowLog.class)).isEqualTo(made.getOrDefault("AWS::EC2::FlowLog", 0L));
        }
    }

    @Test
    void theCopyOfWhatEachNodeMakesItselfIsASecretToo() {
        // A region of a fleet has two stacks: the bucket and the nodes, of whose identities no copies are made.
        for (String topology : List.of("single", "ha", "fleet")) {
            var resolved = Specs.read(topology);
            List<Bill> bills = Priced.bills(resolved);
            long given =
                    Picks.of(resolved.spec(), resolved.blueprint()).secrets().size();
            long nodes = counted(bills, BillItem.Instance.class);
            assertThat(counted(bills, BillItem.Secret.class))
                    .as(topology)
                    .isEqualTo(topology.equals("fleet") ? bills.size() / 2 * given : given + nodes);
        }
    }

    @Test
    void aResourceThatNobodyCountsIsAnError() {
        Resource strange = Resource.of("X", "AWS::EC2::NatGateway", "a way out", Fields.NONE);
        StackPlan stack = new StackPlan(
                new Region("us-east-1"),
                "x",
                "x",
                new Template("x", List.of(), List.of(strange), List.of()),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                Optional.empty());
        assertThatThrownBy(() -> new StackBill(stack, Usage.UNKNOWN).count())
                .hasMessageContaining("AWS::EC2::NatGateway");
    }

    @Test
    void whatNobodyKnowsIsNullAndSoIsTheSum() {
        Cost cost = Priced.estimate("single").cost();
        assertThat(cost.monthlyUsd()).isNull();
        assertThat(cost.atLeastUsd()).isGreaterThan(100);
        assertThat(cost.lines())
                .filteredOn(line -> line.kind().equals("traffic"))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.monthlyUsd()).isNull();
                    assertThat(line.what()).contains("0.09 a GB", "say aws.usage.traffic");
                });
        assertThat(cost.lines()).noneMatch(line -> line.monthlyUsd() != null && line.monthlyUsd() == 0);
    }

    @Test
    void whoSaysWhatAMonthUsesGetsASum() {
        Cost cost = Priced.estimate("single", "usage: {traffic: 200 GB, logs: 2 GB}")
                .cost();
        assertThat(cost.monthlyUsd()).isNotNull().isEqualTo(cost.atLeastUsd());
        assertThat(cost.lines())
                .filteredOn(line -> line.kind().equals("traffic"))
                .extracting(Cost.Line::monthlyUsd)
                .containsExactly(18.0);
    }

    @Test
    void trafficHasTiers() {
        Estimate estimate = Priced.estimate("single", "usage: {traffic: 12 TB}");
        // 10,240 GB of the first tier and 1,760 of the second.
        assertThat(Priced.usd(estimate, BillKind.TRAFFIC)).isEqualByComparingTo("1071.20");
    }

    @Test
    void aSpotInstanceWithoutASpotPriceHasNone() {
        Estimate estimate = Priced.estimate("single", "spot: true");
        assertThat(estimate.lines().getFirst().usd()).isEmpty();
        assertThat(estimate.lines().getFirst().what()).contains("on the spot market", "no price known in us-east-1");
    }

    @Test
    void whatTwoNodesCostUnderASavingsPlanIsForTwo() {
        Estimate estimate = Priced.estimate("ha", "instance: g4dn.xlarge");
        assertThat(estimate.lines().getFirst().what())
                .startsWith("2 x g4dn.xlarge")
                .endsWith("under a 3-year savings plan 398.58 a month");
    }

    @Test
    void aVolumeSaysWhichOfItsPricesIsMissing() {
        assertThat(volume("us-east-2")).endsWith("no price known in us-east-2 for its IOPS and MiB/s");
        assertThat(volume("sa-east-1")).endsWith("no price known in sa-east-1 for its MiB/s");
        assertThat(volume("eu-west-3")).endsWith("no price known in eu-west-3");
    }

    private static String volume(String region) {
        String spec = Specs.spec("single", "volume: {iops: 9000, throughput: 300}");
        List<Bill> bills = Priced.bills(Specs.read(Specs.all(), spec.replace("us-east-1", region)));
        return Estimate.of(bills, Priced.TABLE).lines().stream()
                .filter(line -> line.item().kind() == BillKind.VOLUME)
                .findFirst()
                .orElseThrow()
                .what();
    }

    @Test
    void severalRegionsAreToldApart() {
        Estimate estimate = Priced.estimate("fleet");
        assertThat(estimate.lines()).allMatch(line -> line.what().matches("(us-east-1|eu-central-1): .*"));
        assertThat(estimate.lines())
                .filteredOn(line -> line.item().kind() == BillKind.INSTANCE)
                .hasSize(2);
    }

    /** Figures stand in the table and nowhere else. */
    @Test
    void noPriceIsInTheCode() throws Exception {
        Pattern fraction = Pattern.compile("(?<![\\w.])\\d+\\.\\d+(?![\\w.])");
        Path module = Path.of(System.getProperty("muster.root", "..")).resolve("aws/src/main/java");
        List<String> found = new ArrayList<>();
        for (String folder : List.of("price", "cost", "check", "list")) {
            Path sources = module.resolve("dev/muster/aws").resolve(folder);
            if (Files.isDirectory(sources)) {
                try (var files = Files.walk(sources)) {
                    for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                            .toList()) {
                        String code = Files.readString(file).replaceAll("(?s)/\\*.*?\\*/", "");
                        fraction.matcher(code)
                                .results()
                                .map(hit -> file.getFileName() + ": " + hit.group())
                                .forEach(found::add);
                    }
                }
            }
        }
        assertThat(found).isEmpty();
    }
}
