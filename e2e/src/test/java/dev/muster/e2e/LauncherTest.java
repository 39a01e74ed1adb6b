package dev.muster.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script ./muster in a small checkout of its own, with a JDK and a Maven that only tell what they were asked. */
@Timeout(60)
class LauncherTest {
    private static final Path ROOT = Path.of(System.getProperty("muster.root"));

    /** Says its arguments, one a line; writes a cache when asked for one. */
    private static final String JAVA = """
            #!/bin/sh
            for a; do case $a in -XX:AOTCacheOutput=*) echo cache > "${a#*=}" ;; esac; done
            printf '%s\\n' "java of ${0%/bin/java}" "$@"
            """;

    /** Counts its builds in the file `builds`; takes $FAKE_SECONDS and fails when told to. */
    private static final String MAVEN = """
            #!/bin/sh
            echo "$*" >> builds
            sleep "${FAKE_SECONDS:-0}"
            if [ -n "${FAKE_FAILURE-}" ]; then echo "[ERROR] $FAKE_FAILURE"; exit 1; fi
            mkdir -p cli/target
            echo jar >> cli/target/muster.jar
            """;

    private static final List<String> PROGRAMS = List.of(
            "sh",
            "bash",
            "cat",
            "find",
            "grep",
            "ln",
            "mkdir",
            "mv",
            "nice",
            "readlink",
            "rm",
            "sleep",
            "stat",
            "tail",
            "touch");

    @TempDir
    private Path temp;

    private Path checkout;
    private Path jdk;
    private final Map<String, String> environment = new TreeMap<>();

    private record Ended(int code, String out, String err) {}

    @BeforeEach
    void makeCheckout() throws Exception {
        checkout = temp.resolve("a checkout");
        for (String file : List.of("muster", "bin/find-jdk", "bin/build", "bin/train")) {
            Path copy = checkout.resolve(file);
            Files.createDirectories(copy.getParent());
            Files.copy(ROOT.resolve(file), copy);
        }
        program(checkout.resolve("mvnw"), MAVEN);
        write(checkout.resolve("pom.xml"), "<project/>");
        write(checkout.resolve("core/src/main/java/A.java"), "class A {}");
        jdk = jdk("jdk-25", "25.0.1");
        environment.put("JAVA_HOME", jdk.toString());
        environment.put("MUSTER_JDK_DIRS", "");
        environment.put("PATH", programsWithoutJava().toString());
        environment.put("HOME", temp.toString());
        environment.put("XDG_CACHE_HOME", temp.resolve("cache").toString());
        environment.put("MUSTER_NO_AOT", "1");
    }

    @Test
    void theNewEnoughJdkIsTakenInOrder() throws Exception {
        Path old = jdk("jdk-17", "17.0.15");
        Path other = jdk("jdk-26", "26");

        environment.put("MUSTER_JAVA_HOME", other.toString());
        assertThat(muster().out()).startsWith("java of " + other + "\n");

        environment.put("MUSTER_JAVA_HOME", old.toString());
        assertThat(muster().out()).startsWith("java of " + jdk + "\n");

        environment.put("JAVA_HOME", old.toString());
        environment.put("MUSTER_JDK_DIRS", temp + "/jdk-*");
        assertThat(muster().out()).startsWith("java of " + jdk + "\n");

        // The java on PATH, through two links as Debian has them.
        Path bin = Files.createDirectory(temp.resolve("bin"));
        Files.createSymbolicLink(temp.resolve("alternative"), other.resolve("bin/java"));
        Files.createSymbolicLink(bin.resolve("java"), temp.resolve("alternative"));
        environment.put("PATH", bin + ":" + environment.get("PATH"));
        assertThat(muster().out()).startsWith("java of " + other.toRealPath() + "\n");
    }

    @Test
    void withoutJdkItSaysWhereToGetOne() throws Exception {
        environment.put("JAVA_HOME", jdk("jdk-17", "17.0.15").toString());
        Ended ended = muster("up", "x.yaml");
        assertThat(ended.code()).isEqualTo(5);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("Debian 13", "Ubuntu", "Debian 12", "macOS", "brew install openjdk@25");
        assertThat(checkout.resolve("builds")).doesNotExist();
    }

    @Test
    void itBuildsOnceAndAgainWhenASourceIsNewer() throws Exception {
        Ended first = muster("plan");
        assertThat(first.code()).isZero();
        assertThat(first.err()).contains("muster: ").contains("build");
        assertThat(first.out()).contains("-jar\n" + checkout + "/cli/target/muster.jar\nplan\n");
        assertThat(builds())
                .hasSize(1)
                .allSatisfy(line -> assertThat(line).contains("-pl cli -am").doesNotContain("clean"));

        assertThat(muster("plan").err()).isEmpty();
        assertThat(builds()).hasSize(1);

        Path source = checkout.resolve("core/src/main/java/A.java");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusMillis(10)));
        muster("plan");
        assertThat(builds()).hasSize(2);

        settle();
        Files.delete(source);
        muster("plan");
        assertThat(builds()).hasSize(3);

        environment.put("MUSTER_NO_BUILD", "1");
        write(source, "class A { int b; }");
        assertThat(muster("plan").err()).isEmpty();
        assertThat(builds()).hasSize(3);
    }

    @Test
    void aSourceChangedDuringTheBuildIsBuiltTheNextTime() throws Exception {
        environment.put("FAKE_SECONDS", "1");
        Process building = start("sh", List.of("plan"));
        awaitBuilds(1);
        write(checkout.resolve("core/src/main/java/A.java"), "class A { int late; }");
        assertThat(end(building).code()).isZero();
        muster("plan");
        assertThat(builds()).hasSize(2);
    }

    @Test
    void twoFirstStartsBuildOnce() throws Exception {
        environment.put("FAKE_SECONDS", "1");
        Process one = start("sh", List.of("plan"));
        awaitBuilds(1);
        Process two = start("sh", List.of("status"));
        assertThat(end(one)).extracting(Ended::code).isEqualTo(0);
        Ended second = end(two);
        assertThat(second.code()).isZero();
        assertThat(second.err()).contains("is building Muster; waiting");
        assertThat(second.out()).endsWith("status\n");
        assertThat(builds()).hasSize(1);
    }

    @Test
    void anInterruptedBuildLeavesNothing() throws Exception {
        environment.put("FAKE_SECONDS", "20");
        Process building = start("sh", List.of("plan"));
        awaitBuilds(1);
        // Not Process.destroy(), which closes the streams as well.
        building.toHandle().destroy();
        assertThat(end(building).code()).isEqualTo(143);
        assertThat(checkout.resolve("cli/target/muster.jar")).doesNotExist();
        assertThat(files(checkout.resolve(".build"))).containsExactly("log");

        environment.put("FAKE_SECONDS", "0");
        assertThat(muster("plan").code()).isZero();
        assertThat(builds()).hasSize(2);
    }

    @Test
    void afterAKilledBuildTheNextOneStartsClean() throws Exception {
        environment.put("FAKE_SECONDS", "20");
        Process building = start("sh", List.of("plan"));
        awaitBuilds(1);
        List<ProcessHandle> maven = building.descendants().toList();
        building.destroyForcibly().waitFor();
        maven.forEach(ProcessHandle::destroyForcibly);
        assertThat(checkout.resolve(".build/lock")).exists();

        environment.put("FAKE_SECONDS", "0");
        assertThat(muster("plan").code()).isZero();
        assertThat(builds()).hasSize(2).last().asString().contains("clean package");
        assertThat(files(checkout.resolve(".build"))).containsExactly("log");
    }

    @Test
    void aFailedBuildIsSaidWithItsLogAndKeepsTheOldJar() throws Exception {
        muster("plan");
        write(checkout.resolve("core/src/main/java/A.java"), "class {");
        environment.put("FAKE_FAILURE", "A.java:[1] a name is missing");
        Ended ended = muster("plan");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("A.java:[1] a name is missing", checkout + "/.build/log");

        assertThat(checkout.resolve("cli/target/muster.jar")).hasContent("jar");

        environment.put("MUSTER_NO_BUILD", "1");
        assertThat(muster("plan").out()).endsWith("plan\n");
    }

    @Test
    void theCacheIsUsedOnceItIsThereAndNotForAnotherJar() throws Exception {
        environment.remove("MUSTER_NO_AOT");
        assertThat(muster().out()).doesNotContain("AOTCache");
        Path cache = awaitCache(null);
        assertThat(muster().out()).contains("-XX:AOTCache=" + cache + "\n");

        write(checkout.resolve("cli/target/muster.jar"), "another jar");
        assertThat(muster().out()).doesNotContain("AOTCache");
        assertThat(awaitCache(cache)).isNotEqualTo(cache);
        assertThat(cache).doesNotExist();

        environment.put("MUSTER_NO_AOT", "1");
        assertThat(muster().out()).doesNotContain("AOTCache");
    }

    @Test
    void anUnwritableCacheIsNoError() throws Exception {
        environment.remove("MUSTER_NO_AOT");
        environment.put("XDG_CACHE_HOME", "/dev/null/none");
        muster();
        Ended ended = muster("plan");
        assertThat(ended.code()).isZero();
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).doesNotContain("AOTCache").endsWith("plan\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "bash"})
    void argumentsArriveAsGivenFromAnywhere(String shell) throws Exception {
        Path link = Files.createSymbolicLink(temp.resolve("link"), checkout.resolve("muster"));
        ProcessBuilder builder = new ProcessBuilder(shell, link.toString(), "a b", "*", "", "$HOME", "--x=\"y\"");
        builder.directory(temp.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        assertThat(end(builder.start()).out()).endsWith("muster.jar\na b\n*\n\n$HOME\n--x=\"y\"\n");
    }

    private Ended muster(String... arguments) throws Exception {
        return end(start("sh", List.of(arguments)));
    }

    private Process start(String shell, List<String> arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Stream.concat(Stream.of(shell, "./muster"), arguments.stream()).toList());
        builder.directory(checkout.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static Ended end(Process process) throws Exception {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), out, err);
    }

    private List<String> builds() throws IOException {
        return Files.readAllLines(checkout.resolve("builds"));
    }

    private void awaitBuilds(int count) throws Exception {
        Instant end = Instant.now().plus(Duration.ofSeconds(20));
        while (!Files.exists(checkout.resolve("builds")) || builds().size() < count) {
            assertThat(Instant.now()).as("a build within 20 s").isBefore(end);
            Thread.sleep(20);
        }
    }

    /** The one cache there is, once nobody works on it, and it is another than {@code not}. */
    private Path awaitCache(Path not) throws Exception {
        Instant end = Instant.now().plus(Duration.ofSeconds(20));
        while (true) {
            List<Path> files = cacheFiles();
            if (files.size() == 1
                    && files.getFirst().toString().endsWith(".aot")
                    && !files.getFirst().equals(not)) {
                return files.getFirst();
            }
            assertThat(Instant.now()).as("a cache within 20 s").isBefore(end);
            Thread.sleep(20);
        }
    }

    private List<Path> cacheFiles() {
        try (Stream<Path> files = Files.find(
                temp.resolve("cache"), 4, (path, _) -> path.toString().contains(".aot"))) {
            return files.toList();
        } catch (IOException | UncheckedIOException e) {
            // Not there yet, or changing under the walk.
            return List.of();
        }
    }

    /** Enough time for file times to differ. */
    private static void settle() throws InterruptedException {
        Thread.sleep(50);
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = temp.resolve(name);
        write(home.resolve("release"), "IMPLEMENTOR=\"Test\"\nJAVA_VERSION=\"" + version + "\"\nOS_NAME=\"Linux\"\n");
        program(home.resolve("bin/java"), JAVA);
        program(home.resolve("bin/javac"), "#!/bin/sh\n");
        return home;
    }

    /** A PATH with what the script calls and no java. */
    private Path programsWithoutJava() throws IOException {
        Path programs = Files.createDirectory(temp.resolve("programs"));
        for (String name : PROGRAMS) {
            Path real = Stream.of("/bin", "/usr/bin")
                    .map(dir -> Path.of(dir, name))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow();
            program(programs.resolve(name), "#!/bin/sh\nexec " + real + " \"$@\"\n");
        }
        return programs;
    }

    private static List<String> files(Path dir) throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static void program(Path file, String text) throws IOException {
        write(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
