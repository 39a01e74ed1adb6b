package dev.muster.aws.deploy;

import dev.muster.core.node.NodeRenderer;
import java.nio.charset.StandardCharsets;

/** A name that follows from what it stands for: whoever does the same again gives it the same name. */
final class Fingerprint {
    private Fingerprint() {}

    /** Fits names of change sets and tokens of clients. */
    static String of(String... parts) {
        String sum = NodeRenderer.sha256(String.join("\0", parts).getBytes(StandardCharsets.UTF_8));
        return "muster-" + sum.substring(0, 32);
    }
}
