package dev.muster.testnodes.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.testnodes.Refusal;
import dev.muster.testnodes.bitcoin.Bitcoind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfReaderTest {
    @TempDir
    Path directory;

    private final OptionList options = OptionList.read(Bitcoind.class, "options.tsv");
    private final Settings settings = new Settings(options);
    private ConfReader reader = new ConfReader(options, Set.of("main", "regtest"), true);

    @BeforeEach
    void regtest() {
        settings.select("regtest");
    }

    @Test
    void aSectionCountsForItsNetwork() throws Exception {
        read("server=1 # a remark\n[main]\nrpcport=1\n[regtest]\nrpcport=2\n");

        assertThat(settings.one("rpcport")).contains("2");
        assertThat(settings.flag("server", false)).isTrue();
    }

    @Test
    void theFirstOfSeveralCountsInAFile() throws Exception {
        read("dbcache=4\ndbcache=5\nregtest.port=7\n");

        assertThat(settings.one("dbcache")).contains("4");
        assertThat(settings.one("port")).contains("7");
    }

    @Test
    void aKeyOfOneNetworkOutsideItsSectionIsNoticed() throws Exception {
        read("port=1\nrpcport=2\n[regtest]\nrpcport=3\n");

        assertThat(settings.misplaced()).containsExactly("port");
    }

    @Test
    void anUnknownKeyIsRefused() {
        refuses("Invalid configuration value foo", "foo=1\n");
        refuses("Invalid configuration value regtest.foo", "[regtest]\nfoo=1\n");
    }

    @Test
    void asTheRealProgramItCanIgnoreAnUnknownKeyToo() throws Exception {
        reader = new ConfReader(options, Set.of("regtest"), false);

        read("foo=1\n");

        assertThat(reader.warnings()).containsExactly("Ignoring unknown configuration value foo");
    }

    @Test
    void anUnknownSectionIsOnlyWarnedOf() throws Exception {
        read("server=1\n[nonsense]\nrpcport=1\n");

        assertThat(reader.warnings()).containsExactly("bitcoin.conf:2 Section [nonsense] is not recognized.");
    }

    @Test
    void brokenLinesAreNamedByNumber() {
        refuses(
                "parse error on line 2: -regtest=1, options in configuration file must be specified without leading -",
                "\n-regtest=1\n");
        refuses("parse error on line 1: regtest", "regtest\n");
        refuses(
                "parse error on line 1: nolisten, if you intended to specify a negated option, use nolisten=1 instead",
                "nolisten\n");
        refuses(
                "parse error on line 1, using # in rpcpassword can be ambiguous and should be avoided",
                "rpcpassword=a#b\n");
    }

    @Test
    void anIncludedFileIsReadAndAMissingOneRefused() throws Exception {
        Files.writeString(directory.resolve("more.conf"), "[regtest]\nrpcport=9\n");
        read("includeconf=more.conf\n");
        assertThat(settings.one("rpcport")).contains("9");

        refuses("Failed to include configuration file nosuch.conf", "includeconf=nosuch.conf\n");
    }

    @Test
    void aFileCannotNameAnotherFileToBeReadInstead() {
        refuses(
                "conf cannot be set in the configuration file; use includeconf= if you want to include additional"
                        + " config files",
                "conf=other\n");
    }

    private void read(String text) throws Refusal, IOException {
        Path file = Files.writeString(directory.resolve("bitcoin.conf"), text);
        reader.read(file, settings);
        reader.readIncludes(directory, settings);
    }

    private void refuses(String why, String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(Refusal.class)
                .hasMessage("Error reading configuration file: " + why);
    }
}
