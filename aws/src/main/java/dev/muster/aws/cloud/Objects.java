package dev.muster.aws.cloud;

import dev.muster.agent.fetch.Door;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.http.SdkHttpMethod;

/** Objects of a bucket, whole and small. Keys are of letters, digits, {@code -}, {@code .} and {@code /}. */
public final class Objects {
    private static final byte[] NOTHING = {};

    private final Cloud cloud;
    private final Wire wire;
    private final String bucket;

    Objects(Cloud cloud, String bucket) {
        this.cloud = cloud;
        this.wire = new Wire(cloud, "s3");
        this.bucket = bucket;
    }

    /**
     * Reads one.
     *
     * @return empty if there is none, as far as who asks may know
     * @throws QueryException if it is refused, or nobody answers
     */
    public Optional<byte[]> get(String key) {
        return Tries.of(cloud.tries(), () -> {
            Wire.Answer answer = wire.send("s3:GetObject", SdkHttpMethod.GET, address(key), Map.of(), NOTHING);
            if (answer.status() == 404) {
                return Optional.empty();
            }
            expect("s3:GetObject", answer);
            return Optional.of(answer.text());
        });
    }

    /**
     * Writes one.
     *
     * @param type of its content, such as {@code application/json}
     * @throws QueryException if it is refused, or nobody answers
     */
    public void put(String key, String type, byte[] bytes) {
        Tries.of(cloud.tries(), () -> {
            expect(
                    "s3:PutObject",
                    wire.send("s3:PutObject", SdkHttpMethod.PUT, address(key), Map.of("Content-Type", type), bytes));
            return bytes;
        });
    }

    /**
     * How one is read in parts: its address, and the headers that let one in for some minutes.
     *
     * @throws QueryException without credentials
     */
    public Door.Knock knock(String key) {
        URI address = address(key);
        return new Door.Knock(address, wire.headers(address));
    }

    /** Another address than AWS's own knows no bucket in the host's name. */
    private URI address(String key) {
        return cloud.endpoint()
                .map(uri -> uri.resolve("/" + bucket + "/" + key))
                .orElseGet(() -> URI.create("https://" + bucket + ".s3." + cloud.region() + ".amazonaws.com/" + key));
    }

    private static void expect(String call, Wire.Answer answer) {
        if (answer.status() / 100 == 2) {
            return;
        }
        try {
            XmlAnswer xml = XmlAnswer.read(answer.text());
            throw new QueryException(
                    call, xml.first("Code").orElse(""), xml.first("Message").orElse(""), answer.status(), null);
        } catch (IOException e) {
            throw new QueryException(call, "", "an answer that cannot be read", answer.status(), e);
        }
    }
}
