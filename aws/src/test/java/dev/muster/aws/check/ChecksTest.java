package dev.muster.aws.check;

import static dev.muster.aws.check.Situation.ha;
import static dev.muster.aws.check.Situation.single;
import static dev.muster.core.plan.Finding.Severity.ERROR;
import static dev.muster.core.plan.Finding.Severity.INFO;
import static dev.muster.core.plan.Finding.Severity.PASSED;
import static dev.muster.core.plan.Finding.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.core.plan.Finding;
import dev.muster.core.plan.Finding.Severity;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** For every check a spec that raises it and one that does not. */
class ChecksTest {
    /** @param quiet a spec for which the check says nothing, or that all is well */
    record Case(String id, Severity severity, Situation raised, Situation quiet) {
        @Override
        public String toString() {
            return id + " " + severity;
        }
    }

    static final String FACT = ", source: \"chosen for the test (2026-11-22)\"}";
    static final String PACKAGE = "package: {name: examplenode, program: /usr/bin/examplenode" + FACT;
    static final String CONTAINER = "container: {image: docker.io/example/node, tag: \"1\", digests: {\"*\": \"sha256:"
            + "0".repeat(64) + "\"}, mount: /data" + FACT;
    static final String BUILD = "build: {folder: /srv/model, mount: /data" + FACT;
    private static final String DOWNLOAD =
            "download: {url: \"https://example.org/{{version}}.tar.gz\", archs: {x86_64: x64, aarch64: arm64}, program: node"
                    + FACT;
    private static final String GROUP = "network: {security-group: sg-0123456789abcdef0}";
    private static final String SUM = "\"sha256:" + "0".repeat(64) + "\"";
    private static final String VERSIONS = "versions:\n  - {version: \"1.0\", default: true, checksums: {x86_64: " + SUM
            + ", aarch64: " + SUM + "}" + FACT + "\n\nservices:";

    private static Situation fleetOfOne() {
        return new Situation("fleet", List.of("region: us-east-1"), List.of(), LocalDate.parse("2026-11-22"));
    }

    private static Situation until(String deadline) {
        return single().blueprint(
                        "services:\n  node:",
                        "versions:\n  - {version: \"1.1\", deadline: \"" + deadline + "\"" + FACT
                                + "\n  - {version: \"1.0\", default: true" + FACT + "\n\nservices:\n  node:");
    }

    static final List<Case> CASES = List.of(
            new Case("security.open-ports", WARNING, single("expose: {rpc: [203.0.0.0/8]}"), single()),
            new Case("security.traffic-inspection", WARNING, single("expose: {rpc: [203.0.113.0/24]}"), single()),
            new Case(
                    "security.traffic-inspection",
                    INFO,
                    ha("load-balancer: {from: [10.0.0.0/8]}"),
                    ha("load-balancer: {scheme: internet-facing, from: [203.0.113.0/24]}")),
            new Case("security.attack-surface", INFO, single("image: ami-0123456789abcdef0"), single()),
            new Case("security.open-ports", INFO, single(GROUP), single()),
            new Case("security.traffic-inspection", INFO, single(GROUP), single()),
            new Case("security.no-ssh", INFO, single(GROUP), single()),
            new Case("security.no-ssh", WARNING, single("ssh-from: [203.0.113.7/32]"), single()),
            new Case("security.no-ssh", INFO, single("key-pair: mine"), single()),
            new Case(
                    "security.volume-encryption",
                    INFO,
                    single(),
                    single("volume: {key: \"arn:aws:kms:us-east-1:123456789012:key/1\"}")),
            new Case(
                    "security.bucket-encryption",
                    INFO,
                    single("volume: {key: \"arn:aws:kms:us-east-1:123456789012:key/1\"}"),
                    single()),
            new Case(
                    "security.tls",
                    WARNING,
                    ha(),
                    ha("load-balancer: {certificate: \"arn:aws:acm:us-east-1:123456789012:certificate/1\"}")),
            new Case(
                    "security.tls",
                    INFO,
                    ha("load-balancer: {certificate: self-signed}"),
                    single().blueprint("exposure: private", "exposure: local")),
            new Case("security.instance-role", INFO, single("instance-role: mine"), single()),
            new Case("security.least-privilege", INFO, single().blueprint(PACKAGE, CONTAINER), single()),
            new Case(
                    "security.pinned-software",
                    INFO,
                    single(),
                    single().blueprint(PACKAGE, DOWNLOAD).blueprint("services:\n", VERSIONS + "\n")),
            new Case(
                    "security.public-requests",
                    WARNING,
                    ha("load-balancer: {scheme: internet-facing, from: [0.0.0.0/0], certificate: self-signed}"),
                    ha("load-balancer: {scheme: internet-facing, from: [203.0.113.0/24], certificate: self-signed}")),
            new Case("security.deployment-guard", INFO, single(), single("account: \"123456789012\"")),
            new Case(
                    "cost.cheaper-resources",
                    WARNING,
                    single("volume: {type: io2, iops: 4000}"),
                    single("architecture: arm64")),
            new Case("cost.cheaper-resources", INFO, single(), single("architecture: arm64")),
            new Case("cost.cheaper-resources", INFO, single("instance: m5.xlarge"), single("instance: t3.medium")),
            new Case("cost.estimate", INFO, single(), single("usage: {traffic: 1 TB, logs: 1 GB}")),
            new Case("cost.traffic", WARNING, single(), single("usage: {traffic: 1 TB}")),
            new Case("cost.savings-plan", INFO, single("instance: g4dn.xlarge"), single()),
            new Case("cost.old-prices", INFO, single().on("2030-01-01"), single().on("2024-08-01")),
            new Case("reliability.component-failure", WARNING, single(), ha()),
            new Case("reliability.component-failure", WARNING, fleetOfOne(), ha()),
            new Case("reliability.backup", WARNING, single(), ha().blueprint("identity: [node.key]", "identity: []")),
            new Case("reliability.monitoring", WARNING, single(), single("alarms: {email: ops@example.org}")),
            new Case(
                    "reliability.monitoring",
                    INFO,
                    single("alarms: {email: ops@example.org}", "dashboard: false"),
                    single("alarms: {email: ops@example.org}")),
            new Case("reliability.volume-size", WARNING, single("volume: {size: 20 GiB}"), single()),
            new Case("reliability.spot", WARNING, single("spot: true"), single()),
            new Case(
                    "reliability.third-party",
                    WARNING,
                    single().blueprint(
                                    "ports:\n",
                                    "references:\n  burnchain: {help: Bitcoin, blueprint: bitcoin, endpoint: rpc}\n\nports:\n"),
                    single()),
            new Case("performance.instance", WARNING, single("instance: t3.large"), single("instance: trn1.2xlarge")),
            new Case("performance.instance", INFO, single("instance: m7i-flex.large"), single()),
            new Case("performance.volume", WARNING, single(), single("instance: m5.4xlarge")),
            new Case(
                    "performance.architecture",
                    INFO,
                    single(),
                    single().blueprint("expects:\n", "expects:\n  - {what: sync, low: 1h, high: 2h" + FACT + "\n")),
            new Case(
                    "operations.workload-health",
                    WARNING,
                    single(),
                    single().blueprint(
                                    "gauges:\n",
                                    "  tips: [{label: announced, value: {call: chain, at: /announced}}]\n\ngauges:\n")),
            new Case("operations.version-deadline", WARNING, until("2026-12-24"), until("2027-06-01")),
            new Case("operations.version-deadline", ERROR, until("2026-11-01"), single()),
            new Case("operations.newer-version", INFO, until("2027-06-01"), single()),
            new Case("operations.build-folder", WARNING, single().blueprint(PACKAGE, BUILD), single()),
            new Case("operations.opt-in", INFO, single("region: af-south-1"), single()),
            new Case("sustainability.least-hardware", WARNING, single("instance: g4dn.xlarge"), single()),
            new Case("sustainability.least-hardware", INFO, single("instance: m5.4xlarge"), single()));

    /** What the account alone can tell, and is therefore always said. */
    private static final List<String> ALWAYS = List.of("operations.quota");

    @ParameterizedTest
    @FieldSource("CASES")
    void raisedWhereItIsSo(Case one) {
        Finding finding = one.raised().finding(one.id()).orElseThrow();
        assertThat(finding.severity()).isEqualTo(one.severity());
        assertThat(finding.message()).isNotBlank();
        assertThat(finding.advice()).isNotBlank();
        assertThat(one.id()).startsWith(finding.pillar() + ".");
    }

    @ParameterizedTest
    @FieldSource("CASES")
    void quietWhereItIsNot(Case one) {
        assertThat(one.quiet().finding(one.id()).stream())
                .allSatisfy(finding -> assertThat(
                                finding.severity() == PASSED || finding.advice().equals(Verdict.ON_THE_INSTANCE))
                        .as(finding.message())
                        .isTrue());
    }

    /** Only an instance can do it, so no template makes it right. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "security.attack-surface",
                "security.least-privilege",
                "reliability.component-failure",
                "reliability.monitoring",
                "operations.workload-health"
            })
    void whatOnlyAnInstanceCanDoIsNotPassed(String id) {
        Situation ready = ha("alarms: {email: ops@example.org}")
                .blueprint(
                        "gauges:\n", "  tips: [{label: announced, value: {call: chain, at: /announced}}]\n\ngauges:\n");
        assertThat(ready.finding(id)).hasValueSatisfying(finding -> {
            assertThat(finding.severity()).isEqualTo(INFO);
            assertThat(finding.advice()).isEqualTo(Verdict.ON_THE_INSTANCE);
        });
    }

    @Test
    void everyCheckHasACaseAndEveryRowOfTheChecklistACheck() {
        assertThat(Stream.concat(CASES.stream().map(Case::id), ALWAYS.stream()).distinct())
                .containsExactlyInAnyOrderElementsOf(Checks.IDS);
        assertThat(Checks.IDS).doesNotHaveDuplicates();
        assertThat(Checks.ALL.stream().map(Check::row).filter(row -> row > 0).sorted())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 20).boxed().toList());
    }

    @Test
    void rowsAlwaysHaveAVerdictAndTheWorstComesFirst() {
        List<Finding> findings = single().findings();
        assertThat(findings).extracting(Finding::severity).isSorted();
        assertThat(findings)
                .extracting(Finding::id)
                .containsAll(Checks.ALL.stream()
                        .filter(check -> check.row() > 0)
                        .map(Check::id)
                        .toList());
    }

    @Test
    void whatOnlyTheAccountCanTellIsNeverPassed() {
        assertThat(single("instance: g4dn.xlarge", "spot: true").finding("operations.quota"))
                .hasValueSatisfying(finding -> {
                    assertThat(finding.severity()).isEqualTo(INFO);
                    assertThat(finding.message()).contains("4 vCPUs (quota L-3819A6DF)");
                });
    }
}
