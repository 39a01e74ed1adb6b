package dev.muster.aws.cloud;

import org.jspecify.annotations.Nullable;

/** A call was refused, or nobody answered. */
public final class QueryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String call;
    private final String code;
    private final int status;

    QueryException(String call, String code, String message, int status, @Nullable Throwable cause) {
        super(message, cause);
        this.call = call;
        this.code = code;
        this.status = status;
    }

    /**
     * The same without a word of what AWS said, nor of what lies below: of a call whose contents are secret an answer
     * may repeat them.
     */
    public QueryException silent() {
        return new QueryException(call, code, "when asked to perform " + call, status, null);
    }

    /** Such as {@code ec2:DescribeVpcs}. */
    public String call() {
        return call;
    }

    /** AWS's code of the error; empty if there was no answer. */
    public String code() {
        return code;
    }

    /** The status of the answer; 0 if there was none. */
    public int status() {
        return status;
    }
}
