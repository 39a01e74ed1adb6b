package dev.muster.testnodes.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.testnodes.Refusal;
import dev.muster.testnodes.bitcoin.Bitcoind;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandLineTest {
    private final OptionList options = OptionList.read(Bitcoind.class, "options.tsv");
    private final Settings settings = new Settings(options);

    @Test
    void aKnownOptionIsTakenWithOneDashOrTwo() throws Refusal {
        read("-rpcport=1", "--port=2");

        assertThat(settings.one("rpcport")).contains("1");
        assertThat(settings.one("port")).contains("2");
    }

    @Test
    void theLastOfSeveralCountsAndAllCanBeAskedFor() throws Refusal {
        read("-addnode=a", "-addnode=b", "-dbcache=4", "-dbcache=5");

        assertThat(settings.all("addnode")).containsExactly("a", "b");
        assertThat(settings.one("dbcache")).contains("5");
    }

    @Test
    void aNegationForgetsWhatCameBefore() throws Refusal {
        read("-debug=net", "-nodebug", "-debug=rpc", "-nolisten");

        assertThat(settings.all("debug")).containsExactly("rpc");
        assertThat(settings.flag("listen", true)).isFalse();
        assertThat(settings.negated("listen")).isTrue();
    }

    @Test
    void anUnknownOptionEndsTheProgramInTheWordsOfTheRealOne() {
        refuses("Error parsing command line arguments: Invalid parameter -foo=1", "-foo=1");
    }

    @Test
    void whatOlderVersionsHadIsUnknown() {
        refuses("Error parsing command line arguments: Invalid parameter -upnp=0", "-upnp=0");
    }

    @Test
    void aSectionInFrontIsNotAllowedHere() {
        refuses("Error parsing command line arguments: Invalid parameter -regtest.port=1", "-regtest.port=1");
    }

    @Test
    void aLooseWordIsNotAllowed() {
        refuses("Command line contains unexpected token 'foo', see bitcoind -h for a list of options.", "foo");
    }

    @Test
    void someOptionsCannotBeNegatedOrStandAlone() {
        refuses(
                "Error parsing command line arguments: Negating of -datadir is meaningless and therefore forbidden",
                "-nodatadir");
        refuses(
                "Error parsing command line arguments: Can not set -proxy with no value. Please specify value with"
                        + " -proxy=value.",
                "-proxy");
    }

    private void read(String... arguments) throws Refusal {
        new CommandLine(options, "bitcoind").read(List.of(arguments), settings);
    }

    private void refuses(String message, String... arguments) {
        assertThatThrownBy(() -> read(arguments)).isInstanceOf(Refusal.class).hasMessage(message);
    }
}
