package dev.muster.aws.calls;

/** What an agent needs a call for; a slot's role holds the calls of the needs it has. */
public enum Need {
    /** Reads what it shall run. */
    BOOT,
    /** Says to the stack that the node has started, or that it has not. */
    SIGNAL,
    /** Attaches the slot's volume to the instance it runs on. */
    VOLUME,
    /** Finds the data disk that came with the instance. */
    FLEET_DISK,
    /** Uses a volume that is encrypted with the user's own key. */
    VOLUME_KEY,
    /** Takes the slot's address. */
    ADDRESS,
    /** Reads the node's secrets. */
    SECRETS,
    /** Keeps the identity that the node has made itself. */
    IDENTITY,
    /** Tells how the node is. */
    REPORT,
    /** Reads what the other slots tell of the tip. */
    PEERS,
    /** Reads public data of the network that lies in the bucket. */
    DATASETS,
    /** Publishes metrics. */
    METRICS,
    /** Publishes logs. */
    LOGS,
    /** Keeps the instance alive while the software stops; gives a broken instance up. */
    LIFE,
    /** Lets operators in by Session Manager and Run Command. */
    SHELL
}
