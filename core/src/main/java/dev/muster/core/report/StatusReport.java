package dev.muster.core.report;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code muster status --json} says.
 *
 * @param deployments in the order of their names
 */
public record StatusReport(List<Deployment> deployments) {
    /**
     * A deployment with what its nodes say.
     *
     * @param target {@code local} or {@code aws}
     * @param region of AWS; null on this machine
     * @param endpoint the first address; null until there is one
     * @param endpoints addresses by name; empty until there is one
     * @param certificate that Muster made for the load balancer; null if it made none
     * @param nodes in the order of their slots
     */
    public record Deployment(
            String name,
            String blueprint,
            String network,
            String target,
            @Nullable String region,
            @Nullable String endpoint,
            Map<String, String> endpoints,
            @Nullable Certificate certificate,
            List<NodeReport> nodes) {
        /** With the first of its addresses as the one to use. */
        public static Deployment of(
                String name,
                String blueprint,
                String network,
                String target,
                @Nullable String region,
                Map<String, String> endpoints,
                List<NodeReport> nodes) {
            String first = endpoints.values().stream().findFirst().orElse(null);
            return new Deployment(name, blueprint, network, target, region, first, endpoints, null, nodes);
        }

        /** The same with one node only. */
        public Deployment only(String node) {
            List<NodeReport> named =
                    nodes.stream().filter(each -> each.name().equals(node)).toList();
            return new Deployment(name, blueprint, network, target, region, endpoint, endpoints, certificate, named);
        }

        /** The same behind a certificate. */
        public Deployment behind(@Nullable Certificate other) {
            return new Deployment(name, blueprint, network, target, region, endpoint, endpoints, other, nodes);
        }
    }

    /**
     * A self-signed certificate of a load balancer.
     *
     * @param arn in AWS
     * @param names of hosts that it is for
     * @param until when it is valid, ISO 8601
     * @param daysLeft whole days until then
     * @param ending whether the next up puts another in its place
     */
    public record Certificate(String arn, List<String> names, String until, long daysLeft, boolean ending) {}
}
