package dev.muster.testnodes.bitcoin;

import dev.muster.testnodes.Refusal;
import dev.muster.testnodes.options.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The networks with their folder, ports and a height to be at.
 *
 * <p>Source: src/chainparamsbase.cpp (folders, RPC ports) and src/kernel/chainparams.cpp (P2P ports; the heights are
 * those of the blocks assumed valid there) of bitcoin/bitcoin at 1b3d58f128a5, read 2026-11-22.
 */
public enum BitcoinNetwork {
    MAIN("main", "", 8332, 8333, 912_683, 8),
    TEST("test", "testnet3", 18332, 18333, 4_550_000, 8),
    TESTNET4("testnet4", "testnet4", 48332, 48333, 91_000, 8),
    SIGNET("signet", "signet", 38332, 38333, 267_665, 8),
    REGTEST("regtest", "regtest", 18443, 18444, 0, 0);

    /** Between two blocks, as the timestamps tell it. */
    static final Duration SPACING = Duration.ofMinutes(10);

    private final String chain;
    private final String folder;
    private final int rpcPort;
    private final int p2pPort;
    private final int tip;
    private final int peers;

    BitcoinNetwork(String chain, String folder, int rpcPort, int p2pPort, int tip, int peers) {
        this.chain = chain;
        this.folder = folder;
        this.rpcPort = rpcPort;
        this.p2pPort = p2pPort;
        this.tip = tip;
        this.peers = peers;
    }

    String chain() {
        return chain;
    }

    String folder() {
        return folder;
    }

    int rpcPort() {
        return rpcPort;
    }

    int p2pPort() {
        return p2pPort;
    }

    int tip() {
        return tip;
    }

    int peers() {
        return peers;
    }

    static Set<String> names() {
        return Arrays.stream(values()).map(BitcoinNetwork::chain).collect(Collectors.toSet());
    }

    /** The one network that {@code chain=} or a switch such as {@code regtest=1} names; without any it is mainnet. */
    static BitcoinNetwork chosen(Settings settings) throws Refusal {
        List<String> named = new ArrayList<>(settings.one("chain").stream().toList());
        List.of("regtest", "signet", "testnet", "testnet4").stream()
                .filter(name -> settings.flag(name, false))
                .forEach(name -> named.add(name.equals("testnet") ? "test" : name));
        if (named.size() > 1) {
            throw new Refusal("Invalid combination of -regtest, -signet, -testnet, -testnet4 and -chain."
                    + " Can use at most one.");
        }
        return of(named.isEmpty() ? "main" : named.getFirst());
    }

    private static BitcoinNetwork of(String chain) throws Refusal {
        return Arrays.stream(values())
                .filter(network -> network.chain.equals(chain))
                .findFirst()
                .orElseThrow(() -> new Refusal("Unknown chain " + chain + "."));
    }
}
