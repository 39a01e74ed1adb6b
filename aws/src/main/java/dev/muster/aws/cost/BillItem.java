package dev.muster.aws.cost;

import dev.muster.core.value.ByteSize;
import java.util.Optional;

/** One thing that AWS charges for. */
public sealed interface BillItem {
    /** Under which heading it stands. */
    BillKind kind();

    /** An instance that runs all month. */
    record Instance(String type, boolean spot) implements BillItem {
        @Override
        public BillKind kind() {
            return BillKind.INSTANCE;
        }
    }

    /**
     * A volume.
     *
     * @param data whether it holds a node's data; else an instance boots from it
     * @param gib gibibytes
     * @param iops provisioned operations a second; 0 for the type's base
     * @param throughput provisioned MiB/s; 0 for the type's base
     */
    record Volume(boolean data, String type, long gib, int iops, int throughput) implements BillItem {
        @Override
        public BillKind kind() {
            return data ? BillKind.VOLUME : BillKind.OTHER;
        }
    }

    /** An Application Load Balancer. */
    record Balancer() implements BillItem {
        @Override
        public BillKind kind() {
            return BillKind.BALANCER;
        }
    }

    /**
     * What a load balancer is used.
     *
     * @param units LCUs on average; empty: unknown
     */
    record BalancerUse(Optional<Integer> units) implements BillItem {
        @Override
        public BillKind kind() {
            return BillKind.BALANCER;
        }
    }

    /**
     * A public IPv4 address in use.
     *
     * @param certain false where only the user's own subnets decide whether an instance gets one
     */
    record Address(boolean certain) implements BillItem {
        @Override
        public BillKind kind() {
            return BillKind.ADDRESS;
        }
    }

    /** Metrics that a node publishes, and the calls it does so with, one a minute. */
    record Metrics(int metrics) implements BillItem {
        @Override
        public BillKind kind() {
            return BillKind.METRICS;
        }
    }

    /** An alarm on one metric. */
    record Alarm() implements BillItem {
        @Override
        public BillKind kind() {
            return BillKind.METRICS;
        }
    }

    /** A CloudWatch dashboard. */
    record Dashboard() implements BillItem {
        @Override
        public BillKind kind() {
            return BillKind.METRICS;
        }
    }

    /**
     * Logs of one node.
     *
     * @param size a month; empty: unknown
     */
    record Logs(Optional<ByteSize> size) implements BillItem {
        @Override
        public BillKind kind() {
            return BillKind.LOGS;
        }
    }

    /** The log of rejected packets of an own network, delivered to the bucket. */
    record FlowLog() implements BillItem {
        @Override
        public BillKind kind() {
            return BillKind.LOGS;
        }
    }

    /** A secret that is kept. */
    record Secret() implements BillItem {
        @Override
        public BillKind kind() {
            return BillKind.SECRETS;
        }
    }

    /** A web access control list with rules. */
    record Firewall(int rules) implements BillItem {
        @Override
        public BillKind kind() {
            return BillKind.OTHER;
        }
    }

    /**
     * Requests that a firewall looks at.
     *
     * @param number a month; empty: unknown
     */
    record FirewallUse(Optional<Integer> number) implements BillItem {
        @Override
        public BillKind kind() {
            return BillKind.OTHER;
        }
    }

    /**
     * What one node writes into the bucket of the region.
     *
     * @param writes a month
     */
    record BucketUse(int writes) implements BillItem {
        @Override
        public BillKind kind() {
            return BillKind.OTHER;
        }
    }

    /**
     * Traffic of one node to the internet.
     *
     * @param size a month; empty: unknown
     */
    record Traffic(Optional<ByteSize> size) implements BillItem {
        @Override
        public BillKind kind() {
            return BillKind.TRAFFIC;
        }
    }
}
