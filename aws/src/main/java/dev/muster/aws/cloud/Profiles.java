package dev.muster.aws.cloud;

import dev.muster.core.problem.MusterException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileProperty;

/**
 * Profiles and credentials from the environment handed in and the files it names; nothing is read from the process
 * itself, so that a test can say who asks.
 */
final class Profiles {
    private final Access access;
    private final ProfileFile file;

    private Profiles(Access access, ProfileFile file) {
        this.access = access;
        this.file = file;
    }

    static Profiles of(Access access) {
        ProfileFile.Aggregator all = ProfileFile.aggregator();
        add(all, access.configFile(), ProfileFile.Type.CONFIGURATION);
        add(all, access.credentialsFile(), ProfileFile.Type.CREDENTIALS);
        return new Profiles(access, all.build());
    }

    private static void add(ProfileFile.Aggregator all, Path path, ProfileFile.Type type) {
        if (Files.isRegularFile(path)) {
            all.addFile(ProfileFile.builder().content(path).type(type).build());
        }
    }

    private Optional<Profile> profile() {
        return file.profile(access.profileName());
    }

    Optional<String> region() {
        return profile().flatMap(profile -> profile.property(ProfileProperty.REGION));
    }

    /** A profile that was named wins over keys in the environment, as with the aws command line. */
    AwsCredentialsProvider credentials() {
        if (access.profile().isEmpty()) {
            Optional<AwsCredentials> keys = keys();
            if (keys.isPresent()) {
                return StaticCredentialsProvider.create(keys.get());
            }
        }
        if (profile().isEmpty()) {
            throw missing();
        }
        return ProfileCredentialsProvider.builder()
                .profileFile(file)
                .profileName(access.profileName())
                .build();
    }

    /**
     * Keys in the environment, else the role of the instance that this runs on; no file is asked, since what a person
     * left in one there is not the role that the slot was given.
     */
    AwsCredentialsProvider ofInstance() {
        Optional<AwsCredentials> keys = keys();
        if (keys.isPresent()) {
            return StaticCredentialsProvider.create(keys.get());
        }
        InstanceProfileCredentialsProvider.Builder role =
                InstanceProfileCredentialsProvider.builder().profileFile(() -> file);
        access.set("AWS_EC2_METADATA_SERVICE_ENDPOINT").ifPresent(role::endpoint);
        return role.build();
    }

    private Optional<AwsCredentials> keys() {
        Optional<String> id = access.set("AWS_ACCESS_KEY_ID");
        Optional<String> secret = access.set("AWS_SECRET_ACCESS_KEY");
        if (id.isEmpty() || secret.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(access.set("AWS_SESSION_TOKEN")
                .<AwsCredentials>map(token -> AwsSessionCredentials.create(id.get(), secret.get(), token))
                .orElseGet(() -> AwsBasicCredentials.create(id.get(), secret.get())));
    }

    private MusterException missing() {
        boolean named =
                access.profile().isPresent() || access.set("AWS_PROFILE").isPresent();
        return MusterException.needs(
                named
                        ? "there is no profile \"" + access.profileName() + "\" in " + access.configFile() + " or "
                                + access.credentialsFile()
                        : "there are no AWS credentials",
                "run \"aws configure\", name a profile with --profile, or set AWS_ACCESS_KEY_ID and"
                        + " AWS_SECRET_ACCESS_KEY; this machine's own nodes need none");
    }
}
