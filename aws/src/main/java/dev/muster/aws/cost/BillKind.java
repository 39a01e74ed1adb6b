package dev.muster.aws.cost;

/** Under which heading of the bill something stands. */
public enum BillKind {
    INSTANCE("instance"),
    /** The nodes' data; what an instance boots from is {@link #OTHER}. */
    VOLUME("volume"),
    BALANCER("load-balancer"),
    ADDRESS("address"),
    METRICS("metrics"),
    LOGS("logs"),
    TRAFFIC("traffic"),
    SECRETS("secrets"),
    OTHER("other");

    private final String word;

    BillKind(String word) {
        this.word = word;
    }

    /** As in {@code plan --json}. */
    public String word() {
        return word;
    }
}
