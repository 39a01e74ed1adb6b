package dev.muster.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.aws.front.Emulator;
import dev.muster.aws.front.Front;
import dev.muster.aws.front.Instances;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Commands to a node on AWS the whole way: from the operator's program through Run Command to a real agent, which runs
 * on this machine in the place of the instance, and back.
 */
class AwsNodeTest {
    private static final String SPEC = """
            muster: 1
            name: one
            blueprint: bitcoin
            network: mainnet
            target: %s
            aws: {region: us-east-1, instance: m5.large}
            """;

    @TempDir
    Path home;

    /** Sabotage that turns it red: agent-do tells another slot; stop does not wait; an error's exit code is lost. */
    @Test
    void theAgentThereDoesWhatItsOperatorAsksHere() throws Exception {
        try (Emulator emulator = Emulator.start();
                Front front = Front.before(emulator);
                Muster instance = new Muster(home.resolve("instance"));
                StandInBitcoin bitcoin = new StandInBitcoin(
                        home.resolve("standin"), Map.of("tip-every", "1", "blocks-per-second", "1000000"), "1m")) {
            front.stacks().pace(1000);
            instance.run(
                            "up",
                            instance.spec("one", SPEC.formatted("local").replaceFirst("aws: .*\n", ""))
                                    .toString(),
                            "--blueprints",
                            bitcoin.blueprints(),
                            "--wait",
                            "in-sync",
                            "--yes")
                    .ok();
            word(front, instance);
            Muster operator = new Muster(home.resolve("operator"))
                    .with("AWS_ACCESS_KEY_ID", "test")
                    .with("AWS_SECRET_ACCESS_KEY", "test")
                    .with("AWS_ENDPOINT_URL", front.uri().toString());
            operator.run("up", operator.spec("one", SPEC.formatted("aws")).toString(), "--yes")
                    .ok();

            long height = Long.parseLong(
                    operator.run("rpc", "-d", "one", "getblockcount").ok().out().strip());
            assertThat(height).isPositive();
            assertThat(operator.run("rpc", "-d", "one", "nosuchmethod").exit()).isEqualTo(1);
            assertThat(operator.run("stop", "one").ok().out()).contains("one/1  stopped");
            assertThat(instance.node("one", 1).path("state").asText()).isEqualTo("stopped");
            Muster.Result refused = operator.run("rpc", "-d", "one/1", "getblockcount");
            assertThat(refused.exit()).isEqualTo(1);
            assertThat(refused.err()).contains("one/1: getblockcount: ");
            operator.run("start", "one/1").ok();
            instance.await(
                    "one",
                    1,
                    Duration.ofSeconds(60),
                    report -> report.path("state").asText().equals("in-sync"));
            assertThat(operator.run("shell", "one", "--command", "muster agent-do rpc getblockcount")
                            .ok()
                            .out()
                            .strip())
                    .matches("\\d+");
        }
    }

    /** What boot.sh puts on an instance: the word that Run Command calls, with the slot in its environment. */
    private void word(Front front, Muster instance) throws Exception {
        Path muster = Files.createDirectories(home.resolve("bin")).resolve("muster");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path jar = Path.of(System.getProperty("muster.jar", "../cli/target/muster.jar"))
                .toAbsolutePath();
        Files.writeString(
                muster,
                "#!/bin/sh\nverb=$1; shift\nexec " + java + " -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -jar " + jar
                        + " \"$verb\" --hold " + instance.state() + " \"$@\"\n");
        assertThat(muster.toFile().setExecutable(true)).isTrue();
        front.instances().run((id, line) -> {
            Path out = Files.createTempFile(home, "out", "");
            Path err = Files.createTempFile(home, "err", "");
            ProcessBuilder shell = new ProcessBuilder("/bin/sh", "-c", line)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            shell.environment().put("PATH", home.resolve("bin") + ":/usr/bin:/bin");
            shell.environment().put("DEPLOYMENT", "one");
            shell.environment().put("SLOT", "1");
            int code = shell.start().waitFor();
            return new Instances.Done(code, Files.readString(out), Files.readString(err));
        });
    }
}
