package dev.muster.testnodes.bitcoin;

import dev.muster.testnodes.Refusal;
import dev.muster.testnodes.options.Settings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * Where RPC is answered: {@code rpcbind} counts only together with {@code rpcallowip}, else it is loopback.
 *
 * <p>Source: {@code HTTPBindAddresses} and {@code InitHTTPAllowList} in src/httpserver.cpp of bitcoin/bitcoin at
 * 1b3d58f128a5, read 2026-11-22.
 */
final class RpcAddresses {
    private static final String SUBNET = "([0-9.]{7,15}(/[0-9.]{1,15})?|[0-9a-fA-F:]{2,39}(/[0-9]{1,3})?)";

    private RpcAddresses() {}

    static List<InetSocketAddress> of(BitcoindSettings told, NodeLog log) throws Refusal {
        Settings settings = told.settings();
        int port =
                (int) SettingsCheck.number(settings, "rpcport", told.network().rpcPort());
        List<String> allowed = settings.all("rpcallowip");
        List<String> bound = settings.all("rpcbind");
        checkSubnets(allowed);
        if (!allowed.isEmpty() && !bound.isEmpty()) {
            return bound(bound, port, log);
        }
        if (!allowed.isEmpty()) {
            log.warn("Option -rpcallowip was specified without -rpcbind; this doesn't usually make sense");
        }
        if (!bound.isEmpty()) {
            log.warn("Option -rpcbind was ignored because -rpcallowip was not specified, refusing to allow everyone to"
                    + " connect");
        }
        return List.of(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
    }

    private static List<InetSocketAddress> bound(List<String> values, int port, NodeLog log) throws Refusal {
        List<InetSocketAddress> addresses = new ArrayList<>();
        for (String value : values) {
            addresses.add(Loopback.address("rpcbind", value, port, log));
        }
        return addresses.stream().distinct().toList();
    }

    private static void checkSubnets(List<String> allowed) throws Refusal {
        for (String subnet : allowed) {
            if (!subnet.matches(SUBNET)) {
                throw new Refusal("Invalid -rpcallowip subnet specification: " + subnet + ". Valid values are a single"
                        + " IP (e.g. 1.2.3.4), a network/netmask (e.g. 1.2.3.4/255.255.255.0), a network/CIDR (e.g."
                        + " 1.2.3.4/24), all ipv4 (0.0.0.0/0), or all ipv6 (::/0). RFC4193 is allowed only if"
                        + " -cjdnsreachable=0.");
            }
        }
    }

    static Refusal noServer() {
        return new Refusal("Unable to start HTTP server. See debug log for details.");
    }
}
