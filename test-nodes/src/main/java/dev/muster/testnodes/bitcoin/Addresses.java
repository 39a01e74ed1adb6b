package dev.muster.testnodes.bitcoin;

import java.security.SecureRandom;
import java.util.regex.Pattern;

/** Addresses that look like those of the network; only their form is checked. */
final class Addresses {
    private static final String LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

    private final SecureRandom random = new SecureRandom();
    private final String prefix;
    private final Pattern form;

    Addresses(BitcoinNetwork network) {
        prefix = switch (network) {
            case MAIN -> "bc1q";
            case REGTEST -> "bcrt1q";
            case TEST, TESTNET4, SIGNET -> "tb1q";
        };
        form = Pattern.compile(
                network == BitcoinNetwork.MAIN
                        ? "bc1[" + LETTERS + "]{39,59}|[13][1-9A-Za-z]{25,34}"
                        : prefix.replaceFirst("q$", "") + "[" + LETTERS + "]{39,59}|[mn2][1-9A-Za-z]{25,34}");
    }

    String next() {
        StringBuilder address = new StringBuilder(prefix);
        random.ints(38, 0, LETTERS.length()).mapToObj(LETTERS::charAt).forEach(address::append);
        return address.toString();
    }

    boolean valid(String address) {
        return form.matcher(address).matches();
    }
}
