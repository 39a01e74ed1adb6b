package dev.muster.testnodes.rpc;

/**
 * An error with the code the real server gives.
 *
 * <p>Source of the codes: src/rpc/protocol.h of bitcoin/bitcoin at 1b3d58f128a5, read 2026-11-22.
 */
public final class RpcError extends Exception {
    private static final long serialVersionUID = 1;

    public static final int MISC = -1;
    public static final int TYPE = -3;
    public static final int WALLET = -4;
    public static final int INVALID_ADDRESS = -5;
    public static final int INVALID_PARAMETER = -8;
    public static final int WALLET_NOT_FOUND = -18;
    public static final int WALLET_NOT_SPECIFIED = -19;
    public static final int IN_WARMUP = -28;
    public static final int WALLET_ALREADY_LOADED = -35;
    public static final int WALLET_ALREADY_EXISTS = -36;
    public static final int INVALID_REQUEST = -32600;
    public static final int METHOD_NOT_FOUND = -32601;
    public static final int PARSE = -32700;

    private final int code;

    public RpcError(int code, String message) {
        super(message);
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** The HTTP status of an answer that is not in the form of JSON-RPC 2.0. */
    int httpStatus() {
        return switch (code) {
            case INVALID_REQUEST -> 400;
            case METHOD_NOT_FOUND -> 404;
            default -> 500;
        };
    }
}
