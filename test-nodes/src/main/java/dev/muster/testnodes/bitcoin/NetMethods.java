package dev.muster.testnodes.bitcoin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.testnodes.MovingChain;
import dev.muster.testnodes.options.Settings;
import dev.muster.testnodes.rpc.RpcTable;

/**
 * The methods that tell of peers. {@code startingheight} is there only when asked for as a deprecated field, as in 31.0.
 *
 * <p>Source of names and order of fields: src/rpc/net.cpp of bitcoin/bitcoin at 1b3d58f128a5, read 2026-11-22.
 */
record NetMethods(BitcoinChain chain, Peers peers, Settings settings) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int PROTOCOL = 70016;

    void addTo(RpcTable table) {
        table.add("getnetworkinfo", call -> info())
                .add("getpeerinfo", call -> peerInfo())
                .add("getconnectioncount", call -> IntNode.valueOf(peers.count()));
    }

    private JsonNode info() {
        int count = peers.count();
        ObjectNode info = JSON.objectNode();
        info.put("version", Bitcoind.VERSION_NUMBER).put("subversion", Bitcoind.USER_AGENT);
        info.put("protocolversion", PROTOCOL).put("localservices", "0000000000000c09");
        names(info.putArray("localservicesnames"));
        info.put("localrelay", true).put("timeoffset", 0);
        info.put("networkactive", settings.flag("networkactive", true));
        info.put("connections", count).put("connections_in", 0).put("connections_out", count);
        ArrayNode networks = info.putArray("networks");
        for (String name : new String[] {"ipv4", "ipv6", "onion", "i2p", "cjdns"}) {
            network(networks.addObject(), name);
        }
        info.put("relayfee", 0.000001).put("incrementalfee", 0.000001);
        info.putArray("localaddresses");
        info.putArray("warnings");
        return info;
    }

    private static void network(ObjectNode network, String name) {
        boolean reachable = name.startsWith("ip");
        network.put("name", name).put("limited", !reachable).put("reachable", reachable);
        network.put("proxy", "").put("proxy_randomize_credentials", false);
    }

    private JsonNode peerInfo() {
        MovingChain.View view = chain.view();
        ArrayNode list = JSON.arrayNode();
        for (int id = 0; id < peers.count(); id++) {
            peer(list.addObject(), id, view);
        }
        return list;
    }

    private void peer(ObjectNode peer, int id, MovingChain.View view) {
        // 192.0.2.0/24 is kept for documentation: nobody can take it for a real peer.
        peer.put("id", id)
                .put("addr", "192.0.2." + (id + 1) + ":" + chain.network().p2pPort());
        peer.put("network", "ipv4").put("services", "0000000000000c09");
        names(peer.putArray("servicesnames"));
        peer.put("relaytxes", true).put("version", PROTOCOL).put("subver", Bitcoind.USER_AGENT);
        peer.put("inbound", false);
        if (settings.all("deprecatedrpc").contains("startingheight")) {
            peer.put("startingheight", view.tip());
        }
        peer.put("presynced_headers", -1);
        peer.put("synced_headers", view.headers() == 0 ? -1 : view.headers());
        peer.put("synced_blocks", view.blocks() == 0 ? -1 : view.blocks());
        peer.putArray("inflight");
        peer.put("connection_type", "outbound-full-relay").put("transport_protocol_type", "v2");
    }

    private static void names(ArrayNode names) {
        names.add("NETWORK").add("WITNESS").add("NETWORK_LIMITED").add("P2P_V2");
    }
}
