package dev.muster.aws.cloud;

import dev.muster.core.value.Region;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.ServiceMetadata;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/** An account in a region: credentials, address, and a client for each service that is asked for. */
public final class Cloud implements AutoCloseable {
    /**
     * The SDK's standard mode makes three attempts ("Retry behavior", AWS SDKs and Tools Reference Guide, 2026-11-22)
     * and waits 20 seconds at most between two (MAX_BACKOFF of DefaultRetryStrategy.Standard in its module retries
     * 2.40.2), so that eight outlast a minute of throttling without a storm.
     */
    static final int TRIES = 8;

    private static final Duration ONE_TRY = Duration.ofSeconds(60);

    private final Access access;
    private final Region region;
    private final AwsCredentialsProvider credentials;
    private final SdkHttpClient http;
    private final int tries;
    private volatile Consumer<Instant> dates = date -> {};

    private Cloud(Access access, Region region, AwsCredentialsProvider credentials) {
        this(access, region, credentials, TRIES);
    }

    private Cloud(Access access, Region region, AwsCredentialsProvider credentials, int tries) {
        this.access = access;
        this.region = region;
        this.credentials = credentials;
        this.tries = tries;
        this.http = UrlConnectionHttpClient.builder()
                .connectionTimeout(Duration.ofSeconds(10))
                .socketTimeout(Duration.ofSeconds(30))
                .build();
    }

    /** @throws dev.muster.core.problem.MusterException of exit {@code NEEDS} without credentials */
    public static Cloud of(Access access, Region region) {
        return new Cloud(access, region, Profiles.of(access).credentials());
    }

    /** As the role of the instance that this runs on. */
    public static Cloud ofInstance(Access access, Region region) {
        AwsCredentialsProvider role = Profiles.of(access).ofInstance();
        return new Cloud(access, region, () -> named(role));
    }

    /** Says who is away: it is not AWS that was asked. */
    private static AwsCredentials named(AwsCredentialsProvider role) {
        try {
            return role.resolveCredentials();
        } catch (SdkClientException e) {
            throw SdkClientException.create("the metadata service gives no credentials: " + e.getMessage());
        }
    }

    /** The same account in another region. */
    public Cloud in(Region other) {
        return new Cloud(access, other, credentials, tries);
    }

    /**
     * For an agent, which has all the time of the world between two tries and none while it waits: each call is tried
     * once, and who calls decides when to call again.
     */
    public Cloud once() {
        return new Cloud(access, region, credentials, 1);
    }

    public Region region() {
        return region;
    }

    /** Tells the time that AWS writes on its answers, refusals too. */
    public void onDate(Consumer<Instant> listener) {
        dates = listener;
    }

    void heard(Instant date) {
        dates.accept(date);
    }

    int tries() {
        return tries;
    }

    Optional<URI> endpoint() {
        return access.where();
    }

    /** Where a service is asked. */
    public URI address(String service) {
        return endpoint()
                .orElseGet(() -> URI.create("https://"
                        + ServiceMetadata.of(service)
                                .endpointFor(software.amazon.awssdk.regions.Region.of(region.code()))));
    }

    AwsCredentialsProvider credentials() {
        return credentials;
    }

    SdkHttpClient http() {
        return http;
    }

    private <B extends AwsClientBuilder<B, ?>> B prepared(B builder) {
        ClientOverrideConfiguration override = ClientOverrideConfiguration.builder()
                .retryStrategy(RetryMode.STANDARD)
                .retryStrategy(strategy -> strategy.maxAttempts(TRIES))
                .apiCallAttemptTimeout(ONE_TRY)
                .defaultProfileFileSupplier(() -> ProfileFile.aggregator().build())
                .build();
        endpoint().ifPresent(builder::endpointOverride);
        return builder.region(software.amazon.awssdk.regions.Region.of(region.code()))
                .credentialsProvider(credentials)
                .overrideConfiguration(override);
    }

    /** CloudFormation. */
    public CloudFormationClient cloudFormation() {
        return prepared(CloudFormationClient.builder()).httpClient(http).build();
    }

    /** Who the credentials are. */
    public StsClient sts() {
        return prepared(StsClient.builder()).httpClient(http).build();
    }

    /** Systems Manager: public parameters, Run Command. */
    public SsmClient ssm() {
        return prepared(SsmClient.builder()).httpClient(http).build();
    }

    /** Logs of nodes, agents and boots. */
    public CloudWatchLogsClient logs() {
        return prepared(CloudWatchLogsClient.builder()).httpClient(http).build();
    }

    /** Secrets, which lie outside stacks. */
    public SecretsManagerClient secrets() {
        return prepared(SecretsManagerClient.builder()).httpClient(http).build();
    }

    /**
     * The region's bucket. Objects are checked by the SHA-256 in their manifest; another address than AWS's own knows
     * no bucket in the host's name.
     */
    public S3Client s3() {
        return prepared(S3Client.builder())
                .httpClient(http)
                .forcePathStyle(endpoint().isPresent())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .build();
    }

    /** A bucket's objects, for a process that must stay small: the SDK's client of S3 is larger than all else. */
    public Objects objects(String bucket) {
        return new Objects(this, bucket);
    }

    /** Calls of services of which a few suffice. */
    public Query query(String service) {
        return new Query(this, service);
    }

    /** The same of services that speak JSON. */
    public JsonQuery jsonQuery(String service) {
        return new JsonQuery(this, service);
    }

    @Override
    public void close() {
        http.close();
    }
}
