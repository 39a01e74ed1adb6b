package dev.muster.agent.install;

import static dev.muster.agent.install.Bench.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.agent.command.Outcome;
import dev.muster.core.blueprint.InstallMethod.Container;
import dev.muster.core.blueprint.InstallMethod.DistroPackage;
import dev.muster.core.blueprint.InstallMethod.Download;
import dev.muster.core.blueprint.InstallMethod.Npm;
import dev.muster.core.problem.MusterException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which method is taken, and what is said of those that are not. */
class MethodChoiceTest {
    private static final String SUM = "sha256:" + "a".repeat(64);
    private static final DistroPackage PACKAGE = new DistroPackage("litecoind", "/usr/lib/litecoin/litecoind");
    private static final Npm NPM = new Npm("@x/node", "1.7.1", "node_modules/@x/node-{{arch}}/bin/node");

    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void bench() {
        bench = new Bench(folder);
    }

    private static Download download(Map<String, String> checksums, Optional<String> sums) {
        return new Download(
                "https://example.org/{{version}}/node-{{arch}}.tar.gz",
                Map.of("x86_64", "amd64"),
                checksums,
                sums,
                "node");
    }

    private static Container container(Map<String, String> digests) {
        return new Container("registry.example/node", "1.2", digests, "/data", Optional.empty());
    }

    private String whyNot(Choice<?> choice) {
        return choice instanceof Choice.Not<?>(Obstacle obstacle) ? obstacle.why() : "fits";
    }

    private String whyNot(Download method) {
        return whyNot(Ways.choose("node", method, bench.context()));
    }

    private String whyNot(Container method) {
        return whyNot(Ways.choose("node", method, bench.context()));
    }

    private void want(String number, boolean isDefault, Map<String, String> checksums) {
        bench.wanted = new Wanted(Optional.of(version(number, isDefault, checksums)), true, Optional.empty());
    }

    @Test
    void aDownloadMustBeMadeForTheMachine() {
        bench.architecture = "aarch64";
        assertThat(whyNot(download(Map.of(), Optional.empty()))).isEqualTo("there is none for arm64, only for x86_64");
    }

    @Test
    void aDownloadMustHaveAChecksum() {
        assertThat(whyNot(download(Map.of(), Optional.empty()))).isEqualTo("no checksum for x86_64 is known");
        assertThat(whyNot(download(Map.of("x86_64", SUM), Optional.empty()))).isEqualTo("fits");
        assertThat(whyNot(download(Map.of(), Optional.of("https://example.org/SHA256SUMS"))))
                .isEqualTo("fits");
        assertThat(whyNot(download(Map.of(), Optional.of("http://example.org/SHA256SUMS"))))
                .contains("plain HTTP");
    }

    @Test
    void theMethodsChecksumIsOfTheDefaultVersionAlone() {
        want("2.0", false, Map.of());
        assertThat(whyNot(download(Map.of("x86_64", SUM), Optional.empty())))
                .isEqualTo("no checksum for x86_64 of version 2.0 is known");
        want("2.0", false, Map.of("node/x86_64", SUM));
        assertThat(whyNot(download(Map.of(), Optional.empty()))).isEqualTo("fits");
        want("2.0", false, Map.of("x86_64", SUM));
        assertThat(whyNot(download(Map.of(), Optional.empty()))).isEqualTo("fits");
        want("2.0", false, Map.of("other/x86_64", SUM));
        assertThat(whyNot(download(Map.of(), Optional.empty()))).contains("no checksum");
    }

    @Test
    void aContainerMustHaveADigest() {
        String digest = "sha256:" + "b".repeat(64);
        assertThat(whyNot(container(Map.of())))
                .isEqualTo("no digest for x86_64 of registry.example/node:1.2 is known, and a tag alone may change");
        assertThat(whyNot(container(Map.of("aarch64", digest)))).contains("no digest for x86_64");
        assertThat(whyNot(container(Map.of("x86_64", "latest")))).contains("no digest");
        assertThat(whyNot(container(Map.of("x86_64", digest)))).isEqualTo("fits");
        assertThat(whyNot(container(Map.of("*", digest)))).isEqualTo("fits");
        want("1.3", true, Map.of());
        assertThat(whyNot(container(Map.of("*", digest)))).contains("no digest");
        want("1.3", false, Map.of());
        assertThat(whyNot(container(Map.of("*", digest)))).contains("no digest");
        assertThat(whyNot(container(Map.of("*", digest, "1.3/x86_64", digest)))).isEqualTo("fits");
    }

    @Test
    void npmGivesOneVersion() {
        want("1.8.0", false, Map.of());
        assertThat(whyNot(Ways.choose("node", NPM, bench.context())))
                .isEqualTo("it gives version 1.7.1, wanted is 1.8.0");
    }

    @Test
    void namesEachMethodWithItsReasonAndTheOneCommand() {
        bench.commands
                .on("dpkg-query", _ -> new Outcome(1, "", "no packages found matching litecoind"))
                .on("apt-cache policy litecoind", "litecoind:\n  Installed: (none)\n  Candidate: 0.21.2.1-1+b1\n");
        bench.programs = Set.of("apt-get");
        assertThatThrownBy(() -> bench.install(
                        download(Map.of(), Optional.empty()),
                        PACKAGE,
                        container(Map.of("*", "sha256:" + "b".repeat(64))),
                        NPM))
                .isInstanceOfSatisfying(MusterException.class, e -> {
                    assertThat(e.exit()).isEqualTo(MusterException.Exit.NEEDS);
                    assertThat(e.what())
                            .isEqualTo("node cannot be installed on this machine (download: no checksum for x86_64 is"
                                    + " known; package: installing package litecoind needs root; container: docker is"
                                    + " not installed, podman is not installed; npm: npm is not installed)");
                    assertThat(e.advice()).isEqualTo("Run: sudo apt-get install litecoind");
                });
        assertThat(bench.commands.ran()).noneMatch(line -> line.startsWith("apt-get"));
    }

    @Test
    void saysWhatIsOfferedInsteadOfAnUnknownKind() {
        bench.wanted = new Wanted(Optional.empty(), false, Optional.of("npm"));
        assertThatThrownBy(() -> bench.install(PACKAGE, container(Map.of())))
                .isInstanceOfSatisfying(MusterException.class, e -> {
                    assertThat(e.exit()).isEqualTo(MusterException.Exit.INVALID);
                    assertThat(e.advice()).isEqualTo("It offers: package, container.");
                });
    }

    @Test
    void triesOnlyTheKindThatIsWanted() {
        bench.wanted = new Wanted(Optional.empty(), false, Optional.of("npm"));
        assertThatThrownBy(() -> bench.install(PACKAGE, NPM)).hasMessageEndingWith("(npm: npm is not installed)");
    }

    @Test
    void dockerIsPreferredIfItsEngineAnswers() {
        bench.programs = Set.of("docker", "podman");
        String digest = "sha256:" + "b".repeat(64);
        bench.commands
                .on("/usr/bin/docker version", _ -> new Outcome(1, "", "Cannot connect to the Docker daemon"))
                .on("/usr/bin/podman version", "4.3.1\n")
                .on("/usr/bin/podman image inspect", "amd64\n");
        assertThat(bench.install(container(Map.of("*", digest)))
                        .engine()
                        .orElseThrow()
                        .program())
                .hasFileName("podman");
        bench.commands.on("/usr/bin/docker version", "28.2.2\n").on("/usr/bin/docker image inspect", "amd64\n");
        Bench other = new Bench(folder.resolve("other"));
        other.programs = bench.programs;
        other.runner = bench.commands;
        Installed installed = other.install(container(Map.of("*", digest)));
        assertThat(installed.engine().orElseThrow().program()).hasFileName("docker");
        assertThat(installed.program()).isEqualTo("registry.example/node@" + digest);
        assertThat(installed.version()).contains("1.2");
    }

    @Test
    void anImageForAnotherArchitectureIsRefused() {
        bench.programs = Set.of("podman");
        bench.commands.on("/usr/bin/podman version", "4.3.1\n").on("/usr/bin/podman image inspect", "arm64\n");
        assertThatThrownBy(() -> bench.install(container(Map.of("*", "sha256:" + "b".repeat(64)))))
                .hasMessageEndingWith("is made for arm64, this machine is amd64");
    }

    @Test
    void stepsAreTold() {
        bench.programs = Set.of("npm");
        bench.commands.on("/usr/bin/npm", _ -> new Outcome(1, "", "npm error 404 Not Found\n"));
        assertThatThrownBy(() -> bench.install(NPM))
                .hasMessage("@x/node@1.7.1 could not be installed: npm error 404 Not Found");
        assertThat(bench.messages()).isEqualTo(List.of("installing @x/node@1.7.1 from the npm registry"));
    }
}
