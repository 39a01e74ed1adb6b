package dev.muster.agent.probe;

/** The software answered a JSON-RPC call with an error. */
public final class RpcErrorException extends ProbeException {
    private static final long serialVersionUID = 1L;

    /** What Bitcoin Core and its kin answer while they load. */
    static final int WARMING_UP = -28;

    private final int code;
    private final String said;

    RpcErrorException(String method, int code, String said) {
        super(method + ": the software answers with error " + code + ": " + said);
        this.code = code;
        this.said = said;
    }

    /** The error's code. */
    public int code() {
        return code;
    }

    /** The error's text, as the software gave it. */
    public String said() {
        return said;
    }

    /** Whether the software only needs more time. */
    public boolean warmingUp() {
        return code == WARMING_UP;
    }
}
