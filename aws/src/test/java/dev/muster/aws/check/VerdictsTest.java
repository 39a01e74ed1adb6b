package dev.muster.aws.check;

import static dev.muster.aws.check.ChecksTest.BUILD;
import static dev.muster.aws.check.ChecksTest.CONTAINER;
import static dev.muster.aws.check.ChecksTest.FACT;
import static dev.muster.aws.check.ChecksTest.PACKAGE;
import static dev.muster.aws.check.Situation.single;
import static dev.muster.core.plan.Finding.Severity.INFO;
import static dev.muster.core.plan.Finding.Severity.PASSED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.core.plan.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of one spec and not of another, in which words, and with which advice. */
class VerdictsTest {
    @Test
    void aVolumeIsMeasuredByWhatPruneKeeps() {
        Situation node = single("volume: {size: 20 GiB}");
        assertThat(node.finding("reliability.volume-size").orElseThrow().message())
                .contains("has 20 GiB", "states 500 GB (500 GiB) for mainnet");
        String prune = "settings:\n  prune: {type: size, help: newest blocks, default: %s" + FACT + "\n";
        assertThat(node.blueprint("settings:\n", prune.formatted("10 GB")).finding("reliability.volume-size"))
                .isEmpty();
        assertThat(node.blueprint("settings:\n", prune.formatted("30 GB"))
                        .finding("reliability.volume-size")
                        .orElseThrow()
                        .message())
                .contains("prune keeps 30 GB of blocks alone");
    }

    @Test
    void whatABlueprintFindsOfAnArchitectureIsSaidOfThatOnly() {
        String own = "findings:\n  - {id: examplenode.arm, severity: info, pillar: operations, when:"
                + " \"{{#arch.is.aarch64}}yes{{/arch.is.aarch64}}\", message: untested there, advice: another" + FACT
                + "\n\nidentity:";
        assertThat(single("architecture: arm64").blueprint("identity:", own).finding("examplenode.arm"))
                .isPresent();
        assertThat(single().blueprint("identity:", own).finding("examplenode.arm"))
                .isEmpty();
    }

    /** Sabotage: a digest's template counts as a digest, whatever it comes to. */
    @Test
    void aDigestThatNobodyGivesPinsNothing() {
        String template = CONTAINER.replace("sha256:" + "0".repeat(64), "{{#setting.image}}{{.}}{{/setting.image}}");
        String setting = "settings:\n  image: {type: text, help: its digest%s" + FACT + "\n";
        Situation node = single().blueprint(PACKAGE, template);
        assertThat(node.blueprint("settings:\n", setting.formatted("")).finding("security.pinned-software"))
                .hasValueSatisfying(finding -> {
                    assertThat(finding.severity()).isEqualTo(INFO);
                    assertThat(finding.message()).endsWith("by container");
                });
        String given = setting.formatted(", default: \"sha256:" + "0".repeat(64) + "\"");
        assertThat(node.blueprint("settings:\n", given).finding("security.pinned-software"))
                .hasValueSatisfying(finding -> assertThat(finding.severity()).isEqualTo(PASSED));
    }

    /** Sabotage: the first way of the list counts, though nobody says which image. */
    @Test
    void aFolderThatIsBuiltIsNotPinned() {
        String image = CONTAINER
                .replace("docker.io/example/node", "{{#setting.image}}{{.}}{{/setting.image}}")
                .replace("image: {{#", "image: \"{{#")
                .replace("/setting.image}},", "/setting.image}}\",");
        String build = "\n      - " + BUILD;
        Situation node = single().blueprint(PACKAGE, image + build)
                .blueprint("settings:\n", "settings:\n  image: {type: text, help: an image" + FACT + "\n");
        assertThat(node.finding("security.pinned-software").orElseThrow().message())
                .endsWith("by build");
    }

    /** Sabotage: the advice is for the architecture, which a type that is named contradicts. */
    @Test
    void adviceCanBeFollowed() {
        Situation named = single("instance: m5.large");
        String advice = named.finding("cost.cheaper-resources").orElseThrow().advice();
        assertThat(advice).isEqualTo("aws.instance: m7g.large");
        assertThat(single(advice.substring("aws.".length()))
                        .finding("cost.cheaper-resources")
                        .orElseThrow()
                        .severity())
                .isEqualTo(PASSED);
    }

    /** One that must not run twice is never told to have a second. */
    @Test
    void whatMustNotRunTwiceIsNotToldToBeHa() {
        assertThat(single("expose: {rpc: [203.0.113.0/24]}").findings())
                .anyMatch(finding -> finding.advice().contains("topology: ha"));
        assertThat(single("expose: {rpc: [203.0.113.0/24]}")
                        .blueprint("[node], default: true", "[node], default: true, singleton: true")
                        .findings())
                .noneMatch(finding -> finding.advice().contains("topology: ha"));
    }

    /** A sync is spoken of where there is a chain. */
    @Test
    void aNodeThatWorksHasNoSync() {
        String count = "  work: {count: {call: chain, at: /done}, idle-after: 1h}\n\ngauges:\n";
        List<Finding> findings =
                single("instance: t3.large").blueprint("gauges:\n", count).findings();
        assertThat(findings).noneMatch(finding -> (finding.message() + finding.advice()).contains("sync"));
        assertThat(findings).anySatisfy(finding -> {
            assertThat(finding.id()).isEqualTo("performance.instance");
            assertThat(finding.severity()).isEqualTo(INFO);
        });
    }

    @Test
    void aTypeThatCannotDriveItsVolumeIsTold() {
        Situation theta = single("instance: g4dn.xlarge", "volume: {size: 256 GiB, iops: 10000, throughput: 125}");
        assertThat(theta.finding("performance.volume").orElseThrow().message())
                .contains("g4dn.xlarge sustains 3000 IOPS and 119 MB/s", "paid for 10000 IOPS");
    }
}
