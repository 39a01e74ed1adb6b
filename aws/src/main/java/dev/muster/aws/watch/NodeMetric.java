package dev.muster.aws.watch;

/**
 * The numbers that an agent publishes each minute beside the blueprint's gauges. There are no others: each costs money
 * every month.
 */
public enum NodeMetric {
    /** 1 each minute in which the agent lives. */
    HEARTBEAT("Heartbeat", "agent"),
    /** 1 in sync or working, else 0. */
    IN_SYNC("InSync", "in sync"),
    /** Seconds since the node was last in sync; published only after it was so once. */
    BEHIND_SECONDS("BehindSeconds", "seconds since it was in sync"),
    /** Blocks the node has. */
    HEIGHT("Height", "height"),
    /** Blocks behind the reference tip. */
    LAG("Lag", "blocks behind"),
    /** Connected peers. */
    PEERS("Peers", "peers"),
    /** Programs that came back by themselves in the minute. */
    RESTARTS("Restarts", "restarts"),
    /** Days until the data volume is full at its present growth. */
    DAYS_TO_FULL("DaysToFull", "days to full"),
    /** Share of the data volume that is used. */
    DISK_PERCENT("DiskPercent", "disk used, %"),
    /** Share of the memory that is used. */
    MEMORY_PERCENT("MemoryPercent", "memory used, %"),
    /** Share of the time that the machine was busy. EC2 has it of an instance, and a slot has many one after another. */
    CPU_PERCENT("CpuPercent", "processor used, %"),
    /** Bytes a second that came in over the machine's network. */
    NETWORK_IN("NetworkInBytes", "network in, bytes a second"),
    /** Bytes a second that went out. */
    NETWORK_OUT("NetworkOutBytes", "network out, bytes a second");

    /** The namespace of all of them. */
    public static final String NAMESPACE = "Muster";
    /** The dimension with the deployment's name. */
    public static final String DEPLOYMENT = "Deployment";
    /** The dimension with the slot's word. */
    public static final String SLOT = "Slot";

    private final String word;
    private final String title;

    NodeMetric(String word, String title) {
        this.word = word;
        this.title = title;
    }

    /** Its name in CloudWatch. */
    public String word() {
        return word;
    }

    /** For people. */
    public String title() {
        return title;
    }
}
