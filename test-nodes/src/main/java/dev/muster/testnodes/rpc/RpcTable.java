package dev.muster.testnodes.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** The methods of a program; while it warms up every call is answered with what it is doing. */
public final class RpcTable {
    private final Map<String, RpcMethod> methods = new ConcurrentHashMap<>();
    private final AtomicReference<Optional<String>> warmUp = new AtomicReference<>(Optional.of("RPC server started"));

    public RpcTable add(String name, RpcMethod method) {
        methods.put(name, method);
        return this;
    }

    public void warmingUp(String doing) {
        warmUp.set(Optional.of(doing));
    }

    public void ready() {
        warmUp.set(Optional.empty());
    }

    JsonNode answer(RpcCall call) throws RpcError {
        Optional<String> doing = warmUp.get();
        if (doing.isPresent()) {
            throw new RpcError(RpcError.IN_WARMUP, doing.get());
        }
        RpcMethod method = methods.get(call.method());
        if (method == null) {
            throw new RpcError(RpcError.METHOD_NOT_FOUND, "Method not found");
        }
        return method.answer(call);
    }
}
