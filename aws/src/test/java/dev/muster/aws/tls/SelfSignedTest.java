package dev.muster.aws.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.muster.agent.testing.Needs;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A certificate that was made here, judged by those who will have to live with it.
 *
 * <p>Sabotage: a signature of something else; no name but the subject; a key of another pair.
 */
class SelfSignedTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final List<String> NAMES =
            List.of("demo.muster.internal", "internal-muster-demo-1234567890.us-east-1.elb.amazonaws.com");

    private static SelfSigned make(List<String> names, Instant from, Instant until) {
        return SelfSigned.make(names, from, until, new SecureRandom());
    }

    private static X509Certificate read(SelfSigned made) throws Exception {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(made.certificate()));
    }

    @Test
    void aJdkReadsItAndFindsTheSignatureRight() throws Exception {
        X509Certificate read = read(make(NAMES, NOW, NOW.plus(Duration.ofDays(365))));
        read.verify(read.getPublicKey());
        assertThat(read.getVersion()).isEqualTo(3);
        assertThat(read.getSubjectX500Principal().getName()).isEqualTo("CN=demo.muster.internal");
        assertThat(read.getIssuerX500Principal()).isEqualTo(read.getSubjectX500Principal());
        assertThat(read.getSubjectAlternativeNames())
                .extracting(name -> name.get(1))
                .isEqualTo(List.copyOf(NAMES));
        assertThat(read.getBasicConstraints()).as("no authority").isEqualTo(-1);
        assertThat(read.getKeyUsage()).startsWith(true, false, true, false, false, false, false);
        assertThat(read.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(read.getNotBefore()).isEqualTo(Date.from(NOW));
        assertThat(read.getNotAfter()).isEqualTo(Date.from(NOW.plus(Duration.ofDays(365))));
    }

    @Test
    void yearsThatTwoDigitsCannotTellAreWritten() throws Exception {
        Instant from = Instant.parse("2049-12-31T23:59:59Z");
        X509Certificate read = read(make(List.of("a"), from, from.plusSeconds(1)));
        assertThat(read.getNotBefore()).isEqualTo(Date.from(from));
        assertThat(read.getNotAfter()).isEqualTo(Date.from(Instant.parse("2050-01-01T00:00:00Z")));
    }

    @Test
    void manyNamesMakeItLongAndItIsReadAllTheSame() throws Exception {
        List<String> names = java.util.stream.IntStream.range(0, 300)
                .mapToObj(i -> "host-" + i + ".example.org")
                .toList();
        assertThat(read(make(names, NOW, NOW.plusSeconds(60))).getSubjectAlternativeNames())
                .hasSize(300);
    }

    @Test
    void itsWordsDoNotHoldTheKey() {
        SelfSigned made = make(NAMES, NOW, NOW.plusSeconds(60));
        assertThat(made.toString()).contains(NAMES.getFirst()).doesNotContain("PRIVATE");
        assertThat(new String(made.certificate(), StandardCharsets.US_ASCII)).doesNotContain("PRIVATE");
    }

    @Test
    void opensslTrustsItByItselfForItsNamesAlone(@TempDir Path folder) throws Exception {
        Instant now = Instant.now();
        Path pem = folder.resolve("it.pem");
        Files.write(
                pem,
                make(NAMES, now.minusSeconds(60), now.plus(Duration.ofDays(1))).certificate());
        assertThat(openssl("verify", "-x509_strict", "-purpose", "sslserver", "-verify_hostname", NAMES.get(1), pem))
                .contains(": OK");
        assertThat(openssl("verify", "-purpose", "sslserver", "-verify_hostname", "other.example.org", pem))
                .contains("hostname mismatch");
    }

    private static String openssl(Object... words) throws Exception {
        List<String> command =
                new java.util.ArrayList<>(List.of(Needs.tool("openssl").toString()));
        for (Object word : words) {
            if (word instanceof Path pem) {
                command.addAll(List.of("-CAfile", pem.toString(), pem.toString()));
            } else {
                command.add(word.toString());
            }
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void aClientThatTrustsItTalksToItsServerAndToNoOther() throws Exception {
        Instant now = Instant.now();
        SelfSigned made = make(List.of("localhost"), now.minusSeconds(60), now.plusSeconds(600));
        SelfSigned other = make(List.of("localhost"), now.minusSeconds(60), now.plusSeconds(600));
        SelfSigned misnamed = make(List.of("demo.internal"), now.minusSeconds(60), now.plusSeconds(600));
        assertThat(call(made, made)).isEqualTo("hello");
        assertThatThrownBy(() -> call(made, other)).isInstanceOf(SSLHandshakeException.class);
        assertThatThrownBy(() -> call(misnamed, misnamed))
                .isInstanceOf(SSLHandshakeException.class)
                .hasMessageContaining("localhost");
    }

    private static String call(SelfSigned server, SelfSigned trusted) throws Exception {
        HttpsServer listening = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        listening.setHttpsConfigurator(new HttpsConfigurator(serving(server)));
        listening.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, 5);
                exchange.getResponseBody().write("hello".getBytes(StandardCharsets.US_ASCII));
            }
        });
        listening.start();
        try (HttpClient client =
                HttpClient.newBuilder().sslContext(trusting(trusted)).build()) {
            URI address =
                    URI.create("https://localhost:" + listening.getAddress().getPort() + "/");
            return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } finally {
            listening.stop(0);
        }
    }

    private static SSLContext serving(SelfSigned made) throws Exception {
        String text = new String(made.key(), StandardCharsets.US_ASCII).replaceAll("-----[A-Z ]+-----", "");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "it",
                KeyFactory.getInstance("RSA")
                        .generatePrivate(
                                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(text))),
                new char[0],
                new Certificate[] {read(made)});
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static SSLContext trusting(SelfSigned made) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("it", read(made));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
