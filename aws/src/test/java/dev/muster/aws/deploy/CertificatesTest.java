package dev.muster.aws.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.aws.cloud.Access;
import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.front.Call;
import dev.muster.aws.front.Emulator;
import dev.muster.aws.front.Faults;
import dev.muster.aws.front.Front;
import dev.muster.core.problem.MusterException;
import dev.muster.core.value.Name;
import dev.muster.core.value.Region;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Certificates in ACM before the strict front.
 *
 * <p>Sabotage: an import that is tried again without a look; tags sent with a re-import; a refusal in AWS's words.
 */
class CertificatesTest {
    private static final Optional<String> HOST = Optional.of("internal-demo-1.us-east-1.elb.amazonaws.com");
    private static final Pace HASTY = new Pace(Duration.ofMillis(1), Duration.ofMillis(1));

    @SuppressWarnings("TimeInStaticInitializer") // Certificates are of the day of the test.
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    private static Emulator emulator;
    private static Front front;

    private Cloud cloud;
    private Certificates certificates;

    @BeforeAll
    static void start() throws Exception {
        emulator = Emulator.start();
        front = Front.before(emulator);
    }

    @AfterAll
    static void stop() {
        front.close();
        emulator.close();
    }

    @BeforeEach
    void empty() throws Exception {
        front.reset();
        Map<String, String> environment = Map.of(
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test",
                "AWS_ENDPOINT_URL", front.uri().toString());
        cloud = Cloud.of(new Access(Optional.empty(), Optional.empty(), environment), new Region("us-east-1"));
        certificates = new Certificates(cloud, new Name("demo"), HASTY);
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    private String provide(Optional<String> host, Instant now) {
        return certificates.provide(Optional.empty(), host, now);
    }

    private long imports() {
        return front.calls("ImportCertificate").size();
    }

    @Test
    void oneIsMadeFoundAgainAndNamedOnceItsLoadBalancerIsKnown() {
        String arn = provide(Optional.empty(), NOW);
        assertThat(provide(Optional.empty(), NOW)).isEqualTo(arn);
        assertThat(imports()).isEqualTo(1);
        assertThat(provide(HOST, NOW)).isEqualTo(arn);
        assertThat(provide(HOST, NOW)).isEqualTo(arn);
        assertThat(imports()).isEqualTo(2);
        assertThat(certificates.all()).singleElement().satisfies(one -> {
            assertThat(one.names()).containsExactly("demo.muster.internal", HOST.get());
            assertThat(one.daysLeft(NOW)).isEqualTo(365);
        });
    }

    @Test
    void theCertificateOfAnotherDeploymentIsNotSeen() {
        String other = new Certificates(cloud, new Name("demo-2"), HASTY).provide(Optional.empty(), HOST, NOW);
        assertThat(certificates.all()).isEmpty();
        assertThat(provide(HOST, NOW)).isNotEqualTo(other);
    }

    @Test
    void oneThatEndsIsRenewedUnderItsArn() {
        String arn = provide(HOST, NOW.minus(Duration.ofDays(334)));
        assertThat(provide(HOST, NOW.minus(Duration.ofDays(1)))).isEqualTo(arn);
        assertThat(imports()).as("31 days left and more").isEqualTo(1);
        assertThat(provide(HOST, NOW.plus(Duration.ofHours(1)))).isEqualTo(arn);
        assertThat(imports()).isEqualTo(2);
        assertThat(certificates.all())
                .singleElement()
                .satisfies(one -> assertThat(one.daysLeft(NOW)).isEqualTo(365));
    }

    @Test
    void anImportOfWhichNobodyHeardIsNotMadeTwice() {
        front.with(Faults.cut("acm", "ImportCertificate"));
        String arn = provide(HOST, NOW);
        assertThat(imports()).isEqualTo(1);
        assertThat(certificates.all()).extracting(Certificate::arn).containsExactly(arn);
    }

    @Test
    void ofTwoThatRunsMadeAtOnceTheOneInTheStackCounts() {
        provide(HOST, NOW);
        Certificate first = certificates.all().getFirst();
        front.with(Faults.nothing("acm", "ListCertificates", "{\"CertificateSummaryList\":[]}"));
        String second = provide(HOST, NOW);
        assertThat(second).isNotEqualTo(first.arn());
        front.clearFaults();
        assertThat(certificates.all()).hasSize(2);
        assertThat(certificates.find(Optional.of(second)).map(Certificate::arn)).contains(second);
        assertThat(certificates.find(Optional.of(first.arn())).map(Certificate::arn))
                .contains(first.arn());
    }

    /** Sabotage: wait for ever. */
    @Test
    void oneThatStaysInUseIsLeftAfterAWhile() throws Exception {
        String arn = provide(HOST, NOW);
        front.with(Faults.refuse("acm", "DeleteCertificate", "ResourceInUseException"));
        assertThat(certificates.delete(certificates.all()))
                .extracting(Certificate::arn)
                .containsExactly(arn);
        assertThat(front.calls("DeleteCertificate")).hasSize(120);
        front.clearFaults();
        assertThat(certificates.delete(certificates.all())).isEmpty();
        assertThat(certificates.all()).isEmpty();
        assertThat(certificates.delete(List.of(new Certificate(arn, List.of(), NOW))))
                .isEmpty();
    }

    @Test
    void whateverAwsSaysOfAnImportTheKeyIsNotInOurWords() {
        front.with(Faults.echo("acm", "ImportCertificate"));
        assertThatThrownBy(() -> provide(HOST, NOW)).satisfies(e -> {
            assertThat(e).isInstanceOf(MusterException.class).hasMessageContaining("ValidationException");
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            String sent = new String(sent().body(), StandardCharsets.UTF_8);
            String key = sent.replaceAll(".*\"PrivateKey\":\"([^\"]{40}).*", "$1");
            assertThat(key).hasSize(40);
            assertThat(trace.toString()).contains("acm:ImportCertificate").doesNotContain(key);
        });
        front.clearFaults();
        front.with(Faults.deny("acm", "ImportCertificate"));
        assertThatThrownBy(() -> provide(HOST, NOW))
                .hasMessageContaining("the credentials may not do acm:ImportCertificate");
    }

    private static Call sent() {
        return front.calls("ImportCertificate").getLast();
    }
}
