package dev.muster.testnodes.bitcoin;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.testnodes.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsCheckTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    prune=550,txindex=1 | Prune mode is incompatible with -txindex.
                    prune=5 | Prune configured below the minimum of 550 MiB.  Please use a higher number.
                    prune=-1 | Prune cannot be configured with a negative value.
                    listen=0,bind=127.0.0.1 | Cannot set -bind or -whitebind together with -listen=0
                    listen=0,listenonion=1 | Cannot set -listen=0 together with -listenonion=1
                    port=abc | Invalid port specified in -port: 'abc'
                    rpcport=0 | Invalid port specified in -rpcport: '0'
                    maxconnections=-1 | -maxconnections must be greater or equal than zero
                    forcednsseed=1,dnsseed=0 | Cannot set -forcednsseed to true when setting -dnsseed to false.
                    regtest=1,chain=main | Invalid combination of -regtest, -signet, -testnet, -testnet4 and -chain. Can use at most one.
                    chain=moon | Unknown chain moon.
                    """)
    void whatDoesNotGoTogetherIsRefused(String keys, String message) {
        assertThatThrownBy(() -> read(keys)).isInstanceOf(Refusal.class).hasMessage(message);
    }

    @Test
    void aPortForRegtestOutsideItsSectionIsRefused() {
        assertThatThrownBy(() -> read("regtest=1,port=1"))
                .hasMessage("Config setting for -port only applied on regtest network when in [regtest] section.\n");
    }

    @Test
    void theFileOfACarefulBlueprintIsTaken() {
        assertThatCode(() -> read("chain=regtest,server=1,dnsseed=0,fixedseeds=0,discover=0,natpmp=0,listenonion=0,"
                        + "printtoconsole=1,nodebuglogfile=1,[regtest],bind=127.0.0.1:1,rpcbind=127.0.0.1,"
                        + "rpcallowip=127.0.0.1,rpcport=2,rpcauth=u:s$h"))
                .doesNotThrowAnyException();
    }

    @Test
    void aDataDirectoryThatIsNotThereIsRefused() {
        Path missing = directory.resolve("missing");
        assertThatThrownBy(() -> BitcoindSettings.read(List.of("-datadir=" + missing), directory, true))
                .hasMessage("Specified data directory \"" + missing + "\" does not exist.");
    }

    @Test
    void aFileInTheDataDirectoryThatAnotherOneHidesIsRefused() throws Exception {
        Files.writeString(directory.resolve("bitcoin.conf"), "server=1\n");
        Path other = Files.writeString(directory.resolve("other.conf"), "server=1\n");

        assertThatThrownBy(() ->
                        BitcoindSettings.read(List.of("-datadir=" + directory, "-conf=" + other), directory, true))
                .hasMessageContaining("contains a \"bitcoin.conf\" file which is ignored");
    }

    private void read(String keys) throws Exception {
        Files.writeString(directory.resolve("bitcoin.conf"), String.join("\n", keys.split(",")) + "\n");
        BitcoindSettings.read(List.of("-datadir=" + directory), directory, true);
    }
}
