package dev.muster.agent.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.agent.testing.DebianRepository;
import dev.muster.agent.testing.DebianTree;
import dev.muster.core.blueprint.InstallMethod.DistroPackage;
import dev.muster.core.blueprint.InstallMethod.Npm;
import dev.muster.core.problem.MusterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a fresh Debian root in which the package is missing. */
class PackageTest {
    private static final DistroPackage MUSTERD = new DistroPackage("musterd", DebianRepository.PROGRAM);

    @TempDir
    Path folder;

    private DebianTree tree;
    private Bench bench;

    @BeforeEach
    void tree() throws IOException {
        tree = DebianTree.fresh();
        bench = new Bench(folder);
        bench.root = tree.root();
        bench.runner = tree.commands();
        bench.programs = Set.of("apt-get");
        bench.uid = 0;
    }

    @AfterEach
    void close() {
        if (bench != null) {
            bench.close();
            tree.close();
        }
    }

    private Path policy() {
        return tree.root().resolve("usr/sbin/policy-rc.d");
    }

    private String log() throws IOException {
        return Files.readString(bench.software().resolve("node-apt.log"));
    }

    @Test
    void installsLitecoinCore() {
        DistroPackage litecoind = new DistroPackage("litecoind", "/usr/lib/litecoin/litecoind");
        Installed installed = bench.install(litecoind);
        assertThat(installed.kind()).isEqualTo("package");
        assertThat(installed.program()).isEqualTo("/usr/lib/litecoin/litecoind");
        assertThat(tree.run(installed.program(), "-version")).startsWith("Litecoin Core");
        assertThat(installed.version())
                .hasValueSatisfying(version -> assertThat(version).matches("[\\d.]+-.*"));
    }

    @Test
    void fetchesTheListsIfAptDoesNotKnowThePackageAndStartsNoService() throws IOException {
        DebianRepository repository = DebianRepository.in(tree);
        Installed installed = bench.install(MUSTERD);
        assertThat(installed.version()).contains("1.2-1");
        assertThat(tree.run(installed.program())).isEqualTo("1.2\n");
        assertThat(bench.messages())
                .containsExactly("fetching the lists of packages", "installing package musterd 1.2-1");
        assertThat(log()).contains("policy-rc.d denied execution of start", "Setting up musterd");
        assertThat(repository.wasStarted()).isFalse();
        assertThat(policy()).doesNotExist();

        assertThat(bench.install(MUSTERD)).isEqualTo(installed);
        assertThat(bench.steps).as("the second time nothing is done").hasSize(2);
        tree.run("dpkg", "--install", "/srv/repository/musterd.deb");
        assertThat(repository.wasStarted())
                .as("others' installations start their services")
                .isTrue();
    }

    @Test
    void theMachinesOwnPolicyStaysInForceForOthersAndComesBack() throws IOException {
        DebianRepository repository = DebianRepository.in(tree);
        String own = "#!/bin/sh\n[ -e /srv/allowed ]  || exit 101\n";
        tree.program("usr/sbin/policy-rc.d", own);
        bench.install(MUSTERD);
        assertThat(policy()).hasContent(own).isExecutable();
        assertThat(repository.wasStarted()).isFalse();

        // What a killed installation leaves behind changes nothing for others.
        NoDaemons left = NoDaemons.on(bench.context().machine());
        tree.run("dpkg", "--install", "/srv/repository/musterd.deb");
        assertThat(repository.wasStarted()).isFalse();
        Files.createFile(tree.root().resolve("srv/allowed"));
        tree.run("dpkg", "--install", "/srv/repository/musterd.deb");
        assertThat(repository.wasStarted()).isTrue();
        NoDaemons.on(bench.context().machine()).close();
        assertThat(policy()).hasContent(own);
        left.close();
    }

    @Test
    void withoutRootTheNextMethodIsTried() throws IOException {
        DebianRepository.in(tree);
        bench.uid = 1000;
        assertThatThrownBy(() -> bench.install(MUSTERD, new Npm("x", "1", "x")))
                .isInstanceOfSatisfying(MusterException.class, e -> {
                    assertThat(e.exit()).isEqualTo(MusterException.Exit.NEEDS);
                    assertThat(e.what())
                            .endsWith("(package: installing package musterd needs root; npm: npm is not installed)");
                    assertThat(e.advice()).isEqualTo("Run: sudo apt-get update && sudo apt-get install musterd");
                });
        tree.run("apt-get", "update");
        tree.run("apt-get", "-y", "install", "musterd");
        assertThat(bench.install(MUSTERD).version())
                .as("the user ran the command")
                .contains("1.2-1");
    }

    @Test
    void aPinnedVersionThatTheDistributionHasNotIsNotInstalled() throws IOException {
        DebianRepository.in(tree);
        bench.wanted = new Wanted(Optional.of(Bench.version("1.3", false, Map.of())), true, Optional.empty());
        assertThatThrownBy(() -> bench.install(MUSTERD))
                .hasMessageContaining("the distribution's musterd is version 1.2-1, wanted is 1.3");
        bench.wanted = new Wanted(Optional.of(Bench.version("1.2", false, Map.of())), true, Optional.empty());
        assertThat(bench.install(MUSTERD).version()).contains("1.2-1");
    }

    @Test
    void saysWhatAptSaysWhenItFails() throws IOException {
        DebianRepository.in(tree);
        tree.run("apt-get", "update");
        Files.delete(tree.root().resolve("srv/repository/musterd.deb"));
        assertThatThrownBy(() -> bench.install(MUSTERD))
                .hasMessageContaining("package musterd could not be installed")
                .hasMessageContaining("musterd.deb")
                .extracting("advice")
                .asString()
                .contains("node-apt.log");
        assertThat(policy()).doesNotExist();
        assertThatThrownBy(() -> bench.install(new DistroPackage("nosuch", "/usr/bin/nosuch")))
                .hasMessageContaining("the distribution has no package nosuch");
    }
}
