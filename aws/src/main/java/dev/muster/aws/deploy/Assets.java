package dev.muster.aws.deploy;

import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.cloud.Refusal;
import dev.muster.aws.synth.Program;
import dev.muster.aws.synth.StackPlan;
import dev.muster.core.node.NodeRenderer;
import dev.muster.core.progress.Progress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What lies in the region's bucket for a deployment. */
final class Assets {
    private final S3Client client;
    private final Cloud cloud;
    private final String bucket;
    private final String deployment;

    Assets(Cloud cloud, String bucket, String deployment) {
        this.deployment = deployment;
        this.cloud = cloud;
        this.client = cloud.s3();
        this.bucket = bucket;
    }

    /**
     * Puts there what is not there yet: files by their checksum first, manifests, which name them, last.
     *
     * @return manifests that were replaced, as they were before
     */
    Map<String, byte[]> upload(StackPlan plan, Progress progress) {
        Set<String> there = keys(folder());
        List<String> fresh = new ArrayList<>();
        for (Map.Entry<String, byte[]> asset : plan.assets().entrySet()) {
            if (byChecksum(asset.getKey()) && !there.contains(asset.getKey())) {
                put(asset.getKey(), asset.getValue());
                fresh.add(asset.getKey());
            }
        }
        plan.program().filter(program -> !there.contains(key(program))).ifPresent(program -> {
            Refusal.explained(() ->
                    client.putObject(ask -> ask.bucket(bucket).key(key(program)), RequestBody.fromFile(program.jar())));
            fresh.add(key(program));
        });
        Map<String, byte[]> replaced = new TreeMap<>();
        for (Map.Entry<String, byte[]> asset : plan.assets().entrySet()) {
            if (!byChecksum(asset.getKey())) {
                Optional<byte[]> before = there.contains(asset.getKey()) ? read(asset.getKey()) : Optional.empty();
                if (before.filter(same -> Arrays.equals(same, asset.getValue())).isEmpty()) {
                    put(asset.getKey(), asset.getValue());
                    fresh.add(asset.getKey());
                    before.ifPresent(old -> replaced.put(asset.getKey(), old));
                }
            }
        }
        progress.done(
                fresh.isEmpty()
                        ? "what nodes run lies in " + bucket + " already"
                        : "put " + fresh.size() + " files into " + bucket);
        return replaced;
    }

    /** Puts manifests back: an instance that starts anew shall find what its stack is. */
    void restore(Map<String, byte[]> manifests) {
        manifests.forEach(this::put);
    }

    private String folder() {
        return "deployments/" + deployment + "/";
    }

    private String key(Program program) {
        return folder() + "files/" + program.sha256();
    }

    private static boolean byChecksum(String key) {
        return key.contains("/files/");
    }

    private Set<String> keys(String prefix) {
        return Refusal.explained(
                () -> client.listObjectsV2Paginator(ask -> ask.bucket(bucket).prefix(prefix)).contents().stream()
                        .map(S3Object::key)
                        .collect(Collectors.toSet()));
    }

    private void put(String key, byte[] bytes) {
        Refusal.explained(() -> client.putObject(ask -> ask.bucket(bucket).key(key), RequestBody.fromBytes(bytes)));
    }

    /** An object; empty if there is none. */
    Optional<byte[]> read(String key) {
        return read(ask -> ask.bucket(bucket).key(key));
    }

    /** So many bytes of an object, or fewer if it has no more; empty if there is none. */
    Optional<byte[]> begin(String key, int most) {
        return read(ask -> ask.bucket(bucket).key(key).range("bytes=0-" + (most - 1)));
    }

    private Optional<byte[]> read(Consumer<GetObjectRequest.Builder> asked) {
        return Refusal.explained(() -> {
            try {
                return Optional.of(client.getObjectAsBytes(asked).asByteArray());
            } catch (NoSuchKeyException e) {
                return Optional.empty();
            }
        });
    }

    /** The address of a template that is too large for a call. */
    String template(String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        String key = folder() + "templates/" + NodeRenderer.sha256(body) + ".json";
        put(key, body);
        return "https://" + bucket + ".s3." + cloud.region() + ".amazonaws.com/" + key;
    }

    /** Removes all objects below a prefix, older versions too. */
    void remove(String prefix) {
        Refusal.explained(() -> {
            List<ObjectIdentifier> all = new ArrayList<>();
            client.listObjectVersionsPaginator(ask -> ask.bucket(bucket).prefix(prefix))
                    .forEach(page -> {
                        page.versions().forEach(one -> all.add(identifier(one.key(), one.versionId())));
                        page.deleteMarkers().forEach(one -> all.add(identifier(one.key(), one.versionId())));
                    });
            // A call deletes 1,000 objects at most: service model of S3, botocore 1.43.11 (2026-11-22).
            for (int from = 0; from < all.size(); from += 1000) {
                List<ObjectIdentifier> some = all.subList(from, Math.min(all.size(), from + 1000));
                client.deleteObjects(ask ->
                        ask.bucket(bucket).delete(delete -> delete.objects(some).quiet(true)));
            }
            return all.size();
        });
    }

    private static ObjectIdentifier identifier(String key, String version) {
        return ObjectIdentifier.builder().key(key).versionId(version).build();
    }
}
