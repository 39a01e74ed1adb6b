package dev.muster.aws.deploy;

import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.synth.Names;
import dev.muster.core.node.NodeRenderer;
import dev.muster.core.problem.MusterException;
import dev.muster.core.value.Name;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a deployment was last put up with, as it lies in its region's bucket, for who has neither spec nor blueprint. */
public final class StoredFiles {
    /** Of a manifest; names in it are of files below one folder. */
    private static final Pattern LINE =
            Pattern.compile("(?m)^([0-9a-f]{64})  (spec\\.yaml|blueprints(?:/(?!\\.\\.?/)[^/\\n]+)+)$");

    private StoredFiles() {}

    /**
     * The spec, {@code spec.yaml}, and the blueprint's files, {@code blueprints/NAME/...}.
     *
     * @throws MusterException if they are not there, or are not what the manifest says
     */
    public static SortedMap<String, String> of(Cloud cloud, StackView stack, Name name) {
        String slot =
                stack.slots().keySet().stream().findFirst().map(String::valueOf).orElse(Names.FLEET);
        String bucket = new Stacks(cloud)
                .find(Names.BUCKET_STACK)
                .map(there -> there.outputs().get("Bucket"))
                .orElseThrow(() -> gone(name, "the region has no bucket of Muster"));
        Assets assets = new Assets(cloud, bucket, name.text());
        String root = "deployments/" + name + "/";
        Matcher line = LINE.matcher(text(assets, name, root + slot + "/manifest"));
        SortedMap<String, String> files = new TreeMap<>();
        while (line.find()) {
            String text = text(assets, name, root + "files/" + line.group(1));
            if (!NodeRenderer.sha256(text.getBytes(StandardCharsets.UTF_8)).equals(line.group(1))) {
                throw gone(name, line.group(2) + " in " + bucket + " is not what the manifest says");
            }
            files.put(line.group(2), text);
        }
        if (!files.containsKey("spec.yaml")) {
            throw gone(name, "its manifest names none");
        }
        return files;
    }

    private static String text(Assets assets, Name name, String key) {
        return assets.read(key)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElseThrow(() -> gone(name, "there is no " + key + " in the bucket"));
    }

    private static MusterException gone(Name name, String why) {
        return MusterException.failed(
                "the spec of " + name + " cannot be read from AWS: " + why, "name the spec's file: -f FILE");
    }
}
