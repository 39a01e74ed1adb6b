package dev.muster.aws.price;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** What has a price. A new one needs a line here, rows in a table and, to be refreshed, a line in the offer rules. */
public enum Item {
    /** Linux, shared tenancy; by instance type. */
    INSTANCE("instance.on-demand", Unit.HOUR),
    /** Spot market; by instance type. */
    SPOT("instance.spot", Unit.HOUR),
    /** Under a savings plan of one year; by instance type. */
    SAVINGS_1Y("instance.savings-1y", Unit.HOUR),
    /** Under a savings plan of three years; by instance type. */
    SAVINGS_3Y("instance.savings-3y", Unit.HOUR),
    /** By volume type. */
    VOLUME_GB("volume.gb", Unit.GB_MONTH),
    /** Provisioned operations a second; by volume type. */
    VOLUME_IOPS("volume.iops", Unit.IOPS_MONTH),
    /** Provisioned throughput; by volume type. */
    VOLUME_THROUGHPUT("volume.throughput", Unit.MIBPS_MONTH),
    SNAPSHOT("snapshot.gb", Unit.GB_MONTH),
    /** Application Load Balancer. */
    BALANCER("balancer.hour", Unit.HOUR),
    BALANCER_UNITS("balancer.lcu", Unit.LCU_HOUR),
    NAT("nat.hour", Unit.HOUR),
    NAT_GB("nat.gb", Unit.GB),
    /** Public IPv4 address. */
    ADDRESS("address.hour", Unit.HOUR),
    /** To the internet; by the GB of the month from which it holds. */
    TRAFFIC_OUT("traffic.out", Unit.GB),
    METRIC("metric", Unit.MONTH),
    /** One PutMetricData a minute. */
    METRIC_CALLS("metric.calls", Unit.MONTH),
    /** Standard resolution, one metric. */
    ALARM("alarm", Unit.MONTH),
    DASHBOARD("dashboard", Unit.MONTH),
    /** Taken in. */
    LOGS("logs.gb", Unit.GB),
    LOGS_STORED("logs.stored", Unit.GB_MONTH),
    SECRET("secret", Unit.MONTH),
    /** Customer key of KMS. */
    KEY("key", Unit.MONTH),
    WAF_ACL("waf.acl", Unit.MONTH),
    WAF_RULE("waf.rule", Unit.MONTH),
    WAF_REQUESTS("waf.requests", Unit.MILLION_REQUESTS),
    BUCKET_GB("bucket.gb", Unit.GB_MONTH),
    BUCKET_PUT("bucket.put", Unit.THOUSAND_REQUESTS),
    BUCKET_GET("bucket.get", Unit.THOUSAND_REQUESTS);

    private final String id;
    private final Unit unit;

    Item(String id, Unit unit) {
        this.id = id;
        this.unit = unit;
    }

    /** As in the table: {@code volume.gb}. */
    @JsonValue
    public String id() {
        return id;
    }

    /** What its price is for one of. */
    public Unit unit() {
        return unit;
    }

    static Optional<Item> of(String id) {
        return Arrays.stream(values()).filter(item -> item.id.equals(id)).findFirst();
    }
}
