package dev.muster.core.spec;

import dev.muster.core.value.ByteSize;
import dev.muster.core.value.Cidr;
import dev.muster.core.value.Region;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a spec says of AWS. Whatever is empty is decided by the blueprint or made by Muster.
 *
 * @param account guard: 12 digits; another account is refused
 * @param regions one for {@code single} and {@code ha}
 * @param architecture {@code x86_64} or {@code aarch64}
 * @param image AMI id that the user insists on
 * @param address whether each slot gets an Elastic IP
 * @param spot whether instances are bought on the spot market
 * @param stopGraceMinutes how long a clean stop may take; empty: the blueprint's
 * @param usage what the user expects to use a month; only what it costs depends on it
 */
public record AwsSpec(
        Optional<String> account,
        List<Region> regions,
        Optional<String> instance,
        Optional<String> architecture,
        Optional<String> image,
        Volume volume,
        Optional<ByteSize> rootVolume,
        Net network,
        Expose expose,
        Optional<Balancer> balancer,
        boolean address,
        boolean spot,
        Optional<String> instanceRole,
        Optional<String> permissionsBoundary,
        Optional<String> keyPair,
        List<Cidr> sshFrom,
        Map<String, String> tags,
        Alarms alarms,
        boolean dashboard,
        int logRetentionDays,
        Optional<Integer> stopGraceMinutes,
        Usage usage) {

    /** The block with nothing said. */
    public static final AwsSpec NOTHING = new AwsSpec(
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new Volume(
                    Optional.empty(),
                    "gp3",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    "/data",
                    Optional.empty()),
            Optional.empty(),
            new Net(Optional.empty(), Optional.empty(), List.of(), List.of(), Optional.empty()),
            new Expose(Map.of()),
            Optional.empty(),
            false,
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Map.of(),
            new Alarms(Optional.empty(), Optional.empty()),
            true,
            30,
            Optional.empty(),
            Usage.UNKNOWN);

    /** The same in another region. */
    public AwsSpec in(Region region) {
        return new AwsSpec(
                account,
                List.of(region),
                instance,
                architecture,
                image,
                volume,
                rootVolume,
                network,
                expose,
                balancer,
                address,
                spot,
                instanceRole,
                permissionsBoundary,
                keyPair,
                sshFrom,
                tags,
                alarms,
                dashboard,
                logRetentionDays,
                stopGraceMinutes,
                usage);
    }

    /**
     * The data volume of a slot.
     *
     * @param type EBS volume type
     * @param iops provisioned; empty: the blueprint's or the type's base
     * @param throughput MiB/s
     * @param key ARN of the KMS key; empty: {@code aws/ebs}
     * @param snapshot to start from
     * @param mount where it is mounted
     * @param initializationRate MiB/s at which a volume of a snapshot is read in
     */
    public record Volume(
            Optional<ByteSize> size,
            String type,
            Optional<Integer> iops,
            Optional<Integer> throughput,
            Optional<String> key,
            Optional<String> snapshot,
            String mount,
            Optional<Integer> initializationRate) {}

    /**
     * The network.
     *
     * @param vpc {@code default}, {@code new} or an id; empty: {@code default} for {@code single}, else {@code new}
     * @param cidr of a new one
     * @param subnets existing ones
     * @param zones where slots go, in turn
     * @param securityGroup existing one
     */
    public record Net(
            Optional<String> vpc,
            Optional<Cidr> cidr,
            List<String> subnets,
            List<String> zones,
            Optional<String> securityGroup) {}

    /** Who may reach which port, by the port's name; what is not named is as the blueprint says. */
    public record Expose(Map<String, List<Cidr>> ports) {}

    /**
     * The load balancer of {@code ha}.
     *
     * @param internetFacing internal otherwise
     * @param from who may reach it
     * @param certificate ARN, or {@code self-signed}; empty: plain HTTP
     * @param wafRate requests from one address in {@code wafWindow} seconds; empty: no rule
     */
    public record Balancer(
            boolean internetFacing,
            List<Cidr> from,
            Optional<String> certificate,
            Optional<Integer> wafRate,
            int wafWindow,
            String endpoint) {
        /** Seconds of the rate rule's window without another word. */
        public static final int WAF_WINDOW = 300;
    }

    /** Who is told of alarms. */
    public record Alarms(Optional<String> email, Optional<String> topic) {}

    /**
     * What a month will use. What is empty is unknown, and so is what it costs.
     *
     * @param traffic of one node to the internet
     * @param logs that one node sends
     * @param requests to the load balancer
     * @param balancerUnits LCUs of the load balancer on average
     */
    public record Usage(
            Optional<ByteSize> traffic,
            Optional<ByteSize> logs,
            Optional<Integer> requests,
            Optional<Integer> balancerUnits) {
        /** Nothing is known. */
        public static final Usage UNKNOWN =
                new Usage(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
