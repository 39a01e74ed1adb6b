package dev.muster.testnodes.options;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.testnodes.bitcoin.Bitcoind;
import org.junit.jupiter.api.Test;

class OptionListTest {
    private final OptionList options = OptionList.read(Bitcoind.class, "options.tsv");

    @Test
    void everyOptionNamesTheFileThatDeclaresIt() {
        assertThat(options.all().values()).allMatch(option -> option.source().matches("src/[a-z/]+\\.cpp"));
    }

    @Test
    void theListIsThatOfVersion31() {
        assertThat(options.names())
                .contains("natpmp", "txospenderindex", "privatebroadcast", "testnet4", "fixedseeds")
                .doesNotContain("upnp", "maxorphantx", "paytxfee");
    }

    @Test
    void whatCountsForOneNetworkOnlyIsKnown() {
        assertThat(options.names())
                .filteredOn(name -> options.find(name).orElseThrow().networkOnly())
                .containsExactly("addnode", "bind", "connect", "port", "rpcbind", "rpcport", "wallet", "walletdir");
    }
}
