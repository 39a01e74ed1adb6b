package dev.muster.aws.check;

import dev.muster.aws.synth.OpenPort;
import dev.muster.core.blueprint.InstallMethod;
import dev.muster.core.blueprint.PortDef.Exposure;
import dev.muster.core.spec.AwsSpec.Balancer;
import dev.muster.core.value.Cidr;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Rows 1 to 10 of the checklist, and what else concerns strangers. */
final class SecurityChecks {
    /** A range with a shorter prefix than this is hardly one's own. */
    private static final int WIDE = 16;

    static final List<Check> ALL = List.of(
            Check.row(1, "security.open-ports", SecurityChecks::openPorts),
            Check.row(2, "security.traffic-inspection", SecurityChecks::inspection),
            Check.row(3, "security.attack-surface", SecurityChecks::surface),
            Check.row(4, "security.no-ssh", SecurityChecks::ssh),
            Check.row(5, "security.volume-encryption", SecurityChecks::volumes),
            Check.row(6, "security.bucket-encryption", SecurityChecks::bucket),
            Check.row(7, "security.tls", SecurityChecks::tls),
            Check.row(8, "security.instance-role", SecurityChecks::role),
            Check.row(9, "security.least-privilege", SecurityChecks::user),
            Check.row(10, "security.pinned-software", SecurityChecks::pinned),
            Check.extra("security.public-requests", SecurityChecks::publicRequests),
            Check.extra("security.deployment-guard", SecurityChecks::account));

    private SecurityChecks() {}

    /** Rules that are the user's own were not seen, so nothing that depends on them is right or wrong. */
    private static Optional<Verdict> unseen(Subject s) {
        return s.givenGroup()
                .map(group -> Verdict.info(
                        "who may reach the nodes is said by the security group " + group
                                + ", whose rules are not known here",
                        "look at them: the world needs no more than "
                                + names(s.picks().openPorts().stream()
                                        .filter(port -> s.exposure(port) == Exposure.PUBLIC)
                                        .toList())));
    }

    private static Verdict openPorts(Subject s) {
        return unseen(s).orElseGet(() -> ownPorts(s));
    }

    private static Verdict ownPorts(Subject s) {
        List<OpenPort> wide = s.requestsFromOutside().stream()
                .filter(port -> port.from().stream().anyMatch(range -> range.prefix() < WIDE))
                .toList();
        return wide.isEmpty()
                ? Verdict.passed("only ports that the network needs are open to the world: " + names(publicPorts(s)))
                : Verdict.warning(
                        "a wide range of addresses may reach the port(s) " + names(wide)
                                + ", which are for the node's owner",
                        "name the addresses that need it under aws.expose");
    }

    private static List<OpenPort> publicPorts(Subject s) {
        return s.picks().openPorts().stream().filter(OpenPort::world).toList();
    }

    private static String names(List<OpenPort> ports) {
        return ports.isEmpty()
                ? "none"
                : ports.stream()
                        .map(port -> port.name() + " (" + port.number() + ")")
                        .collect(Collectors.joining(", "));
    }

    private static Verdict inspection(Subject s) {
        return unseen(s).orElseGet(() -> inspectionOfOwn(s));
    }

    private static Verdict inspectionOfOwn(Subject s) {
        if (!s.requestsFromOutside().isEmpty()) {
            return Verdict.warning(
                    "requests from outside the VPC reach the node with nothing that looks at them before",
                    s.picks().role().singleton()
                            ? "name no more addresses under aws.expose than need it"
                            : "take topology: ha, whose load balancer can have a rate rule (aws.load-balancer.waf-rate)");
        }
        if (s.firewall()) {
            return Verdict.passed("a web access control list limits the rate of each address before the load balancer");
        }
        return s.balancerFrom().isEmpty()
                ? Verdict.passed("no RPC request from outside the VPC reaches the node"
                        + (publicPorts(s).isEmpty()
                                ? ""
                                : "; what other nodes send to the port(s) " + names(publicPorts(s))
                                        + " is not looked at"))
                : Verdict.info(
                        "requests from " + s.balancerFrom() + " reach the nodes with no limit of their rate",
                        "aws.load-balancer.waf-rate, if they come from outside the VPC");
    }

    private static Verdict surface(Subject s) {
        return s.aws().image().isPresent()
                ? Verdict.info(
                        "nobody but you knows what runs on your image "
                                + s.aws().image().get(),
                        "keep it as bare as Amazon Linux 2023, which is taken without aws.image")
                : Verdict.byTheAgent(
                        "Amazon Linux 2023; metadata service version 2 only, its answers end after one hop,"
                                + " and it is closed to all but root and the agent");
    }

    private static Verdict ssh(Subject s) {
        if (!s.aws().sshFrom().isEmpty()) {
            return Verdict.warning(
                    "port 22 is open to " + s.aws().sshFrom(),
                    "leave aws.ssh-from away; Session Manager gives a shell and opens no port");
        }
        return s.aws().keyPair().isPresent()
                ? Verdict.info(
                        "the key pair " + s.aws().keyPair().get()
                                + " lies on the instances, and no port is open for it",
                        "leave aws.key-pair away")
                : unseen(s).orElse(Verdict.passed("no SSH: shells go through Session Manager"));
    }

    private static Verdict volumes(Subject s) {
        return s.aws().volume().key().isPresent()
                ? Verdict.passed("volumes are encrypted with your own key")
                : Verdict.info(
                        "volumes are encrypted with the account's key aws/ebs; snapshots under it cannot be shared with"
                                + " another account",
                        "name a KMS key under aws.volume.key if that is wanted");
    }

    private static Verdict bucket(Subject s) {
        return s.aws().volume().key().isEmpty()
                ? Verdict.passed("the bucket is encrypted (SSE-S3), private, and admits TLS only")
                : Verdict.info(
                        "the bucket is encrypted with S3's own key, not with yours",
                        "load balancers write access logs to such buckets only; the bucket holds no secret");
    }

    private static Verdict tls(Subject s) {
        if (s.ha()) {
            Optional<String> certificate = s.aws().balancer().flatMap(Balancer::certificate);
            if (certificate.isEmpty()) {
                return Verdict.warning(
                        "the load balancer takes requests without TLS",
                        "name a certificate under aws.load-balancer.certificate: an ARN of ACM, or self-signed");
            }
            return certificate.get().equals("self-signed")
                    ? Verdict.info(
                            "the load balancer's certificate is self-signed: clients must be told to trust it",
                            "take a certificate of ACM for a name of your own")
                    : Verdict.passed("the load balancer takes requests with TLS");
        }
        return s.requestPorts().isEmpty()
                ? Verdict.passed("no port takes requests from other machines")
                : Verdict.info(
                        "requests to " + names(s.requestPorts()) + " go through the VPC without TLS",
                        s.picks().role().singleton()
                                ? "keep clients in the VPC"
                                : "topology: ha has a load balancer with TLS; or keep clients in the VPC");
    }

    private static Verdict role(Subject s) {
        return s.aws().instanceRole().isPresent()
                ? Verdict.info(
                        "what the role " + s.aws().instanceRole().get() + " may do is not known here",
                        "compare it with \"muster aws policy\": what the agent calls and nothing else")
                : Verdict.passed("each slot has a role of its own, made from the list of calls that its agent makes");
    }

    private static Verdict user(Subject s) {
        return s.installs().stream()
                        .anyMatch(install -> install.method().inside().isPresent())
                ? Verdict.info(
                        "as which user the software runs inside its container is decided by its image",
                        "take an image that names a user; the metadata service's answers end after one hop, so that a"
                                + " container with a network of its own gets none")
                : Verdict.byTheAgent("services run as a user without rights, not as root");
    }

    private static Verdict pinned(Subject s) {
        List<String> loose = s.installs().stream()
                .filter(install -> !pinned(install, s))
                .map(install -> install.method().kind())
                .distinct()
                .toList();
        return loose.isEmpty()
                ? Verdict.passed("what is installed is compared with a checksum that the blueprint or the spec states")
                : Verdict.info(
                        "neither the blueprint nor the spec states a checksum of what is installed by "
                                + String.join(", ", loose),
                        "packages are signed by their distribution, and a folder is built as it is; pin containers by"
                                + " digest and downloads by checksum");
    }

    private static boolean pinned(Install install, Subject s) {
        return switch (install.method()) {
            case InstallMethod.Download download ->
                !download.checksums().isEmpty()
                        || s.version()
                                .filter(version -> !version.checksums().isEmpty())
                                .isPresent();
            case InstallMethod.Container container ->
                container.digests().values().stream().anyMatch(install::said);
            case InstallMethod.DistroPackage any -> false;
            case InstallMethod.Build any -> false;
            case InstallMethod.Npm any -> true;
        };
    }

    private static Optional<Verdict> publicRequests(Subject s) {
        return Optional.of(s)
                .filter(Subject::worldBalancer)
                .map(any -> Verdict.warning(
                        "the load balancer answers requests of strangers: from "
                                + s.balancerFrom().stream().filter(Cidr::wide).toList(),
                        "scheme: internal, or name the clients' addresses under aws.load-balancer.from; a node's RPC can"
                                + " be abused, and each answer is paid for as traffic"));
    }

    private static Optional<Verdict> account(Subject s) {
        return Optional.of(s)
                .filter(any -> s.aws().account().isEmpty())
                .map(any -> Verdict.info(
                        "nothing keeps this spec from being put up in a wrong account",
                        "name the account under aws.account; any other is then refused"));
    }
}
