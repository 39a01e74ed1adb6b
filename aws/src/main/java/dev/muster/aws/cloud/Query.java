package dev.muster.aws.cloud;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Calls of a service that speaks the query protocol, signed by the SDK's signer. Of EC2 a dozen calls are needed, and
 * its module of the SDK is 24 MB, half of what the whole program may have.
 */
public final class Query {
    /** Newest versions of the APIs, by the service models shipped with botocore 1.43.11 (2026-11-22). */
    private static final Map<String, String> VERSIONS = Map.of(
            "ec2", "2016-11-15",
            "autoscaling", "2011-01-01",
            "cloudformation", "2010-05-15",
            "elasticloadbalancing", "2015-12-01",
            "iam", "2010-05-08",
            "sns", "2010-03-31",
            "monitoring", "2010-08-01");

    private final Wire wire;
    private final String service;
    private final int tries;

    Query(Cloud cloud, String service) {
        this.wire = new Wire(cloud, service);
        this.service = service;
        this.tries = cloud.tries();
    }

    /**
     * Makes a call.
     *
     * @param form what is asked besides action and version
     * @throws QueryException if it is refused, or nobody answers
     */
    public XmlAnswer call(String action, Map<String, String> form) {
        Map<String, String> all = new TreeMap<>(form);
        all.put("Action", action);
        all.put("Version", VERSIONS.getOrDefault(service, ""));
        byte[] body = all.entrySet().stream()
                .map(pair -> code(pair.getKey()) + "=" + code(pair.getValue()))
                .collect(Collectors.joining("&"))
                .getBytes(StandardCharsets.UTF_8);
        return Tries.of(tries, () -> once(service + ":" + action, body));
    }

    private XmlAnswer once(String call, byte[] body) {
        Wire.Answer answer =
                wire.post(call, Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"), body);
        try {
            XmlAnswer xml = XmlAnswer.read(answer.text());
            if (answer.status() == 200) {
                return xml;
            }
            throw new QueryException(
                    call, xml.first("Code").orElse(""), xml.first("Message").orElse(""), answer.status(), null);
        } catch (IOException e) {
            throw new QueryException(call, "", "an answer that cannot be read", answer.status(), e);
        }
    }

    private static String code(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
