package dev.muster.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.agent.files.Json;
import dev.muster.aws.calls.OperatorCall;
import dev.muster.aws.calls.OperatorCalls;
import dev.muster.aws.front.Call;
import dev.muster.aws.front.Front;
import dev.muster.aws.front.StrictAws;
import dev.muster.cli.Typed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A load balancer behind a certificate that up makes, before the strict front, judged with the aws command line.
 *
 * <p>Sabotage: the second up imports again; down deletes no certificate; the certificate does not name the load
 * balancer; a progress line shows what was imported.
 */
class AwsTlsTest {
    private static final String SPEC = """
            muster: 1
            name: pair
            blueprint: litecoin
            network: mainnet
            target: aws
            topology: ha
            nodes: 2
            aws:
              region: us-east-1
              instance: m5.large
              load-balancer: {BALANCER}
            """;
    private static final String WORLD =
            "scheme: internet-facing, from: [0.0.0.0/0], waf-rate: 500, certificate: self-signed";

    @RegisterExtension
    static final StrictAws AWS = StrictAws.emptyBeforeEach();

    @TempDir
    Path folder;

    private final Front front = AWS.front();
    private final Aws aws = Aws.of(AWS);
    private Typed typed;
    private final StringBuilder said = new StringBuilder();

    @BeforeEach
    void empty() throws Exception {
        front.stacks().pace(1000);
        typed = aws.typed(folder);
    }

    private String spec(String balancer) throws IOException {
        return Files.writeString(folder.resolve("pair.yaml"), SPEC.replace("BALANCER", balancer))
                .toString();
    }

    private void run(String... words) {
        int code = typed.run(words);
        said.append(typed.out()).append(typed.err());
        assertThat(code).as(words[0] + ": " + typed.out() + typed.err()).isZero();
    }

    private JsonNode json(String... words) throws IOException {
        run(words);
        return Json.tree(typed.out());
    }

    private String certificates() throws Exception {
        return aws.text("acm", "list-certificates", "--query", "CertificateSummaryList[].CertificateArn");
    }

    private String listeners() throws Exception {
        String balancer = aws.text("elbv2", "describe-load-balancers", "--query", "LoadBalancers[0].LoadBalancerArn");
        return aws.text(
                "elbv2",
                "describe-listeners",
                "--load-balancer-arn",
                balancer,
                "--query",
                "Listeners[].Certificates[].CertificateArn");
    }

    private String capacities() throws Exception {
        return aws.text(
                "autoscaling",
                "describe-auto-scaling-groups",
                "--query",
                "sort_by(AutoScalingGroups, &AutoScalingGroupName)[].DesiredCapacity");
    }

    private static X509Certificate read(String pem) throws Exception {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void theCertificateComesBeforeTheStackIsKnownToClientsAndGoesAfterIt() throws Exception {
        Map<String, List<String>> before = aws.inventory();
        String spec = spec("certificate: self-signed");
        JsonNode plan = json("plan", spec, "--json");
        assertThat(plan.path("changes"))
                .anySatisfy(change ->
                        assertThat(change.path("kind").asText()).isEqualTo("AWS::CertificateManager::Certificate"));
        assertThat(front.calls("ImportCertificate")).isEmpty();

        run("up", spec, "--yes", "--progress", "plain", "--verbose");
        String arn = certificates();
        assertThat(arn)
                .startsWith("arn:aws:acm:us-east-1:123456789012:certificate/")
                .doesNotContain("\t");
        assertThat(listeners()).isEqualTo(arn);
        assertThat(aws.text("acm", "list-tags-for-certificate", "--certificate-arn", arn, "--query", "Tags[]"))
                .isEqualTo("muster:deployment\tpair");
        List<String> order = front.calls().stream().map(Call::action).toList();
        assertThat(order.indexOf("ImportCertificate")).isLessThan(order.lastIndexOf("ExecuteChangeSet"));

        JsonNode endpoint = json("endpoint", "pair", "--json");
        String host = aws.text("elbv2", "describe-load-balancers", "--query", "LoadBalancers[0].DNSName");
        assertThat(endpoint.path("endpoint").path("url").asText()).isEqualToIgnoringCase("https://" + host);
        X509Certificate certificate =
                read(endpoint.path("certificate").path("pem").asText());
        certificate.verify(certificate.getPublicKey());
        assertThat(certificate.getSubjectAlternativeNames())
                .extracting(name -> String.valueOf(name.get(1)).toLowerCase(java.util.Locale.ROOT))
                .contains(host.toLowerCase(java.util.Locale.ROOT));
        run("endpoint", "pair");
        assertThat(typed.out())
                .contains("certificate  "
                        + endpoint.path("certificate").path("sha256").asText());

        int imports = front.calls("ImportCertificate").size();
        run("up", spec);
        assertThat(typed.out()).contains("nothing to change");
        assertThat(front.calls("ImportCertificate")).hasSize(imports);
        Typed elsewhere = aws.typed(folder.resolve("elsewhere"));
        assertThat(elsewhere.run("status", "pair", "--json"))
                .as(elsewhere.err())
                .isZero();
        JsonNode shown = Json.tree(elsewhere.out()).at("/deployments/0/certificate");
        assertThat(elsewhere.run("plan", "pair")).as(elsewhere.err()).isZero();
        assertThat(elsewhere.out()).contains("Nothing to change");
        assertThat(shown.path("arn").asText()).isEqualTo(arn);
        assertThat(shown.path("daysLeft").asInt()).isBetween(364, 365);
        assertThat(shown.path("ending").asBoolean()).isFalse();

        Files.writeString(Path.of(spec), Files.readString(Path.of(spec)) + "  volume: {size: 777 GiB}\n");
        assertThat(json("plan", spec, "--json").path("changes"))
                .filteredOn(change -> !change.path("action").asText().equals("keep"))
                .extracting(change -> change.path("name").asText())
                .containsExactlyInAnyOrder("Slot1Volume", "Slot2Volume");
        assertThat(elsewhere.run("stop", "pair/2", "--instance"))
                .as(elsewhere.err())
                .isZero();
        assertThat(capacities()).isEqualTo("1\t0");
        assertThat(elsewhere.run("start", "pair/2")).as(elsewhere.err()).isZero();
        assertThat(capacities()).isEqualTo("1\t1");
        assertThat(listeners()).isEqualTo(arn);

        assertThat(elsewhere.run("down", "pair", "--delete-data", "--yes", "--remove-bucket"))
                .as(elsewhere.err())
                .isZero();
        said.append(elsewhere.out()).append(elsewhere.err());
        assertThat(front.calls("DeleteCertificate")).hasSizeGreaterThan(1);
        assertThat(aws.inventory()).isEqualTo(before);
        theKeyWasNowhereElse();
        theListOfCallsIsTrue();
    }

    /** Its lines, and what is left of them when they are packed for the wire. */
    private void theKeyWasNowhereElse() throws Exception {
        List<String> secrets = new ArrayList<>();
        for (Call call : front.calls("ImportCertificate")) {
            String packed = Json.tree(new String(call.body(), StandardCharsets.UTF_8))
                    .path("PrivateKey")
                    .asText();
            secrets.add(packed.substring(200, 260));
            new String(Base64.getDecoder().decode(packed), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("-----") && line.length() > 40)
                    .forEach(secrets::add);
        }
        assertThat(secrets).hasSizeGreaterThan(40);
        List<String> places = new ArrayList<>(List.of(said.toString()));
        front.calls().stream()
                .filter(call -> !call.action().equals("ImportCertificate"))
                .forEach(call -> places.add(call.target() + new String(call.body(), StandardCharsets.ISO_8859_1)));
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                places.add(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        assertThat(places.stream().filter(place -> secrets.stream().anyMatch(place::contains)))
                .isEmpty();
    }

    /** What was called of ACM is what the operator's policy has for it. */
    private void theListOfCallsIsTrue() {
        Set<String> called = front.calls().stream()
                .filter(call -> call.is("acm"))
                .map(call -> "acm:" + call.action())
                .collect(Collectors.toCollection(TreeSet::new));
        // An import with tags needs it too, and is one call.
        called.add("acm:AddTagsToCertificate");
        Set<String> listed = OperatorCalls.ALL.stream()
                .map(OperatorCall::actions)
                .flatMap(List::stream)
                .filter(action -> action.startsWith("acm:"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(called).isEqualTo(listed);
    }

    /** Sabotage: a certificate that ends is not mentioned; a renewal makes another beside it. */
    @Test
    void oneThatEndsIsToldOfAndRenewedInItsPlace() throws Exception {
        String spec = spec(WORLD);
        typed.withClock(Clock.offset(Clock.systemUTC(), Duration.ofDays(-345)));
        run("up", spec, "--yes");
        String arn = certificates();
        JsonNode first = json("endpoint", "pair", "--json").path("certificate");

        typed.withClock(InstantSource.system());
        run("status", "pair");
        assertThat(typed.out())
                .containsPattern("the load balancer's certificate ends in (19|20) days; \"muster up\" puts another");
        assertThat(typed.run("up", spec)).isEqualTo(3);
        assertThat(typed.out()).contains("AWS::CertificateManager::Certificate", "clients must be told to trust it");

        int executed = front.calls("ExecuteChangeSet").size();
        run("up", spec, "--yes");
        assertThat(certificates()).isEqualTo(arn);
        assertThat(front.calls("ExecuteChangeSet")).hasSize(executed);
        JsonNode second = json("endpoint", "pair", "--json").path("certificate");
        assertThat(second.path("names")).isEqualTo(first.path("names")).hasSize(2);
        assertThat(second.path("sha256")).isNotEqualTo(first.path("sha256"));
        run("status", "pair");
        assertThat(typed.out()).doesNotContain("certificate ends");

        // A certificate of one's own from now on: nothing uses the other, and it goes.
        String own =
                aws.text("acm", "request-certificate", "--domain-name", "example.org", "--query", "CertificateArn");
        run("up", spec(WORLD.replace("self-signed", "\"" + own + "\"")), "--yes");
        assertThat(listeners()).isEqualTo(own);
        assertThat(certificates()).isEqualTo(own);
        run("down", "pair", "--delete-data", "--yes", "--remove-bucket");
    }

    /** A run that ended after the import and before the stack: down finds what it left without a stack. */
    @Test
    void aCertificateWithoutAStackIsFoundByUpAndByDown() throws Exception {
        String spec = spec("certificate: self-signed");
        run("up", spec, "--yes");
        String arn = certificates();
        String file = Files.writeString(
                        folder.resolve("it.pem"),
                        json("endpoint", "pair", "--json")
                                .path("certificate")
                                .path("pem")
                                .asText())
                .toString();
        assertThat(file).isNotEmpty();
        aws.text("cloudformation", "delete-stack", "--stack-name", "muster-pair");
        aws.text("cloudformation", "describe-stacks", "--query", "Stacks[].StackName");
        assertThat(certificates()).isEqualTo(arn);
        run("up", spec, "--yes");
        assertThat(certificates()).isEqualTo(arn);
        aws.text("cloudformation", "delete-stack", "--stack-name", "muster-pair");
        aws.text("cloudformation", "describe-stacks", "--query", "Stacks[].StackName");
        run("down", "pair", "--delete-data", "--yes");
        assertThat(certificates()).isEmpty();
    }
}
