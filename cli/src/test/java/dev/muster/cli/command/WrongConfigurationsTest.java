package dev.muster.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.cli.Cli;
import dev.muster.cli.world.Console;
import dev.muster.cli.world.Context;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Configurations that other tools take, each refused before any call, with its line and what to write. */
class WrongConfigurationsTest {
    private static final String SPEC = """
            muster: 1
            name: demo
            blueprint: bitcoin
            network: mainnet
            target: aws
            topology: ha
            nodes: 2
            aws:
              region: us-east-1
              instance: m7g.large
              volume: {size: 1 TiB, type: gp3}
              load-balancer: {scheme: internal}
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mainnet                    | maninet                                         | 4  | mainnet
            blueprint: bitcoin         | blueprint: bitcion                              | 3  | bitcoin
            instance: m7g.large        | architecture: x86_64\\n  instance: m7g.large     | 10 | m7g.large
            m7g.large                  | m7g.lagre                                       | 10 | m7g.large
            1 TiB                      | abc                                             | 11 | 500 GB
            gp3                        | st1                                             | 11 | gp3
            topology: ha               | ports: {rpc: 70000}\\ntopology: ha               | 6  | 65535
            scheme: internal           | scheme: internet-facing, from: [0.0.0.0/0]      | 12 | certificate
            us-east-1                  | us-esat-1                                       | 9  | us-east-1
            region: us-east-1          | region: us-east-1\\n  expose: {rpc: [0.0.0.0/0]} | 10 | name the addresses
            """)
    void isRefusedWithLineAndAdvice(String right, String wrong, int line, String advice) throws Exception {
        String text = SPEC.replaceFirst(right.replace(".", "\\."), wrong.replace("\\n", "\n"));
        assertThat(text).isNotEqualTo(SPEC);
        Path file = Files.writeString(folder.resolve("wrong.yaml"), text);
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                false,
                80);
        InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-22T12:00:00Z"));
        Context context = new Context(console, Map.of("HOME", folder.toString()), clock, "test");
        assertThat(new Cli(context).run("plan", "-f", file.toString())).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("wrong.yaml:" + line + ":")
                .contains(advice);
    }
}
