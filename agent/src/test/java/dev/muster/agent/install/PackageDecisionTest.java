package dev.muster.agent.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.agent.command.Outcome;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackageDecisionTest {
    @ParameterizedTest(name = "{0}, {1}, {2}, {3}, {4}, {5}, {6}: {7}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # installed | program | candidate | root  | apt   | pinned | refreshed | decision
            1.2-1       | true    | 1.2-1     | false | true  | -      | false     | use 1.2-1
            1.2-1       | true    | -         | false | false | 1.2    | false     | use 1.2-1
            1.2-1       | false   | 1.2-1     | true  | true  | -      | false     | package node is installed but brings no /bin/node
            -           | false   | 1.2-1     | true  | true  | -      | false     | install 1.2-1
            -           | false   | 1.2-1     | false | true  | -      | false     | installing package node needs root; sudo apt-get install node
            -           | false   | -         | false | true  | -      | false     | installing package node needs root; sudo apt-get update && sudo apt-get install node
            -           | false   | -         | true  | true  | -      | false     | refresh
            -           | false   | -         | true  | true  | -      | true      | the distribution has no package node
            -           | false   | -         | true  | false | -      | false     | apt-get is not on this machine
            -           | false   | 1.2-1     | true  | true  | 1.3    | false     | the distribution's node is version 1.2-1, wanted is 1.3
            -           | false   | 1.2-1     | false | true  | 1.3    | false     | the distribution's node is version 1.2-1, wanted is 1.3
            1.2-1       | true    | 1.3-1     | true  | true  | 1.3    | false     | install 1.3-1
            1.3-1       | true    | 1.4-1     | true  | true  | 1.3    | false     | use 1.3-1
            """)
    void decides(
            String installed,
            boolean program,
            String candidate,
            boolean root,
            boolean apt,
            String pinned,
            boolean refreshed,
            String decision) {
        PackageFacts facts =
                new PackageFacts(Optional.ofNullable(installed), program, Optional.ofNullable(candidate), root, apt);
        assertThat(words(PackageDecision.of("node", "/bin/node", Optional.ofNullable(pinned), refreshed, facts)))
                .isEqualTo(decision);
    }

    private static String words(PackageDecision decision) {
        return switch (decision) {
            case PackageDecision.Use(String version) -> "use " + version;
            case PackageDecision.Install(String version) -> "install " + version;
            case PackageDecision.Refresh _ -> "refresh";
            case PackageDecision.Not(Obstacle obstacle) ->
                obstacle.why() + obstacle.command().map(it -> "; " + it).orElse("");
        };
    }

    @ParameterizedTest
    @CsvSource({
        "0.21.2.1-1+b1, 0.21.2.1, true",
        "1:0.18.3-2, 0.18.3, true",
        "0.18.0.0+~0+20200826.1-1, 0.18.0.0, true",
        "3.00, 3.00, true",
        "0.21.2.1-1+b1, 0.21.2.1-1+b1, true",
        "0.21.2.1-1, 0.21.2, false",
        "1.0~rc1-1, 1.0, false",
        "10.21-1, 0.21, false"
    })
    void aDebianVersionIsOfAnUpstreamVersion(String debian, String upstream, boolean fits) {
        assertThat(PackageDecision.fits(debian, Optional.of(upstream))).isEqualTo(fits);
    }

    @ParameterizedTest
    @CsvSource({"'node:\n  Installed: (none)\n  Candidate: 1.2-1\n', 1.2-1", "'node:\n  Candidate: (none)\n',", "'',"})
    void readsAptsAnswer(String answer, String candidate) {
        assertThat(PackageFacts.candidate(new Outcome(0, answer, ""))).isEqualTo(Optional.ofNullable(candidate));
    }

    @ParameterizedTest
    @CsvSource({"'installed 1.2-1\n', 1.2-1", "'config-files 1.2-1\n',", "'not-installed \n',", "'',"})
    void readsDpkgsAnswer(String answer, String version) {
        assertThat(PackageFacts.installed(new Outcome(0, answer, ""))).isEqualTo(Optional.ofNullable(version));
    }
}
