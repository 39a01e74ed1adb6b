package dev.muster.testnodes.bitcoin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.muster.testnodes.rpc.RpcCall;
import dev.muster.testnodes.rpc.RpcError;
import dev.muster.testnodes.rpc.RpcTable;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * The methods of the wallet that making blocks needs. None is loaded before one is created or loaded.
 *
 * <p>Source: src/wallet/rpc/wallet.cpp, src/wallet/rpc/util.cpp and src/wallet/walletdb.cpp of bitcoin/bitcoin at
 * 1b3d58f128a5, read 2026-11-22, and answers recorded from litecoind 0.21.2.1.
 */
final class WalletMethods {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final WalletFolder folder;
    private final Addresses addresses;
    private final Set<String> loaded = new ConcurrentSkipListSet<>();

    WalletMethods(WalletFolder folder, Addresses addresses) {
        this.folder = folder;
        this.addresses = addresses;
        folder.loadedAtStart().stream().filter(folder::exists).forEach(loaded::add);
    }

    void addTo(RpcTable table) {
        table.add("createwallet", this::create)
                .add("loadwallet", this::load)
                .add("listwallets", call -> list())
                .add("getnewaddress", this::newAddress);
    }

    private JsonNode create(RpcCall call) throws RpcError {
        String name = call.text(0, "wallet_name");
        if (call.param(5, "descriptors").map(node -> !node.asBoolean()).orElse(false)) {
            throw new RpcError(
                    RpcError.WALLET,
                    "descriptors argument must be set to \"true\"; it is no longer possible to create a"
                            + " legacy wallet.");
        }
        if (folder.exists(name)) {
            throw new RpcError(
                    RpcError.WALLET_ALREADY_EXISTS,
                    "Wallet file verification failed. Failed to create" + " database path '" + folder.path(name)
                            + "'. Database already exists.");
        }
        folder.create(name);
        return loadNow(name, call.param(6, "load_on_startup"));
    }

    private JsonNode load(RpcCall call) throws RpcError {
        String name = call.text(0, "filename");
        if (loaded.contains(name)) {
            throw new RpcError(RpcError.WALLET_ALREADY_LOADED, "Wallet \"" + name + "\" is already loaded.");
        }
        if (!folder.exists(name)) {
            throw new RpcError(
                    RpcError.WALLET_NOT_FOUND,
                    "Wallet file verification failed. Failed to load database" + " path '" + folder.path(name)
                            + "'. Path does not exist.");
        }
        return loadNow(name, call.param(1, "load_on_startup"));
    }

    private JsonNode loadNow(String name, Optional<JsonNode> atStart) {
        loaded.add(name);
        if (atStart.map(JsonNode::asBoolean).orElse(false)) {
            folder.loadAtStart(name);
        }
        return JSON.objectNode().put("name", name);
    }

    private JsonNode list() {
        ArrayNode names = JSON.arrayNode();
        loaded.forEach(names::add);
        return names;
    }

    private JsonNode newAddress(RpcCall call) throws RpcError {
        wallet(call);
        return TextNode.valueOf(addresses.next());
    }

    private void wallet(RpcCall call) throws RpcError {
        if (call.path().startsWith("/wallet/")) {
            String name = call.path().substring("/wallet/".length());
            if (!loaded.contains(name)) {
                throw new RpcError(RpcError.WALLET_NOT_FOUND, "Requested wallet does not exist or is not loaded");
            }
        } else if (loaded.isEmpty()) {
            throw new RpcError(
                    RpcError.WALLET_NOT_FOUND,
                    "No wallet is loaded. Load a wallet using loadwallet or"
                            + " create a new one with createwallet. (Note: A default wallet is no longer automatically"
                            + " created)");
        } else if (loaded.size() > 1) {
            throw new RpcError(
                    RpcError.WALLET_NOT_SPECIFIED,
                    "Multiple wallets are loaded. Please select which"
                            + " wallet to use by requesting the RPC through the /wallet/<walletname> URI path.");
        }
    }
}
