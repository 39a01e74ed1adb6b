package dev.muster.e2e.boot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muster.agent.files.Whole;
import dev.muster.aws.boot.Metadata;
import dev.muster.aws.facts.AwsFacts;
import dev.muster.aws.synth.BlueprintFiles;
import dev.muster.aws.synth.NodeFiles;
import dev.muster.aws.synth.Program;
import dev.muster.aws.synth.Synth;
import dev.muster.core.blueprint.Libraries;
import dev.muster.core.spec.SpecReader;
import dev.muster.core.spec.SpecReader.Resolved;
import dev.muster.core.value.Region;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/**
 * What all stories of booting instances share, since it takes longer to make than an instance to boot: an account, a
 * network with AWS and a peer in it, and what is put into the bucket.
 */
final class BootWorld implements AutoCloseable {
    private static final Path ROOT = Path.of(System.getProperty("muster.root", ".."));
    private static final Path JAR = Path.of(System.getProperty("muster.jar", "../cli/target/muster.jar"));
    private static final String SPEC = """
            muster: 1
            name: lite
            blueprint: litecoin
            network: regtest
            version: 0.21.2.1
            install: download
            target: aws
            settings: {connect: ["127.0.0.1:%d"]}
            aws:
              region: us-east-1
              address: true
              volume: {size: 1 GiB}
            """.formatted(FarNet.PEER_PORT);

    private final Path folder;
    final Account account;
    final Metadata metadata;
    final FarNet net;
    final Payload payload;
    final Resolved resolved;

    private BootWorld() throws Exception {
        folder = Files.createTempDirectory("muster-boot");
        account = new Account();
        metadata = new Metadata();
        net = new FarNet(folder, metadata, account.front().uri());
        payload = Payload.make(folder);
        resolved = SpecReader.read(
                "muster.yaml",
                SPEC,
                Libraries.folder(payload.blueprints(ROOT.resolve("blueprints"), folder.resolve("blueprints"))),
                same -> same);
    }

    /** The one of this JVM, also where it is given class after class; it goes when all stories are told. */
    static BootWorld of(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(BootWorld.class))
                .computeIfAbsent(BootWorld.class, _ -> made(), BootWorld.class);
    }

    private static BootWorld made() {
        try {
            return new BootWorld();
        } catch (Exception e) {
            throw new IllegalStateException("no world to boot in: " + e.getMessage(), e);
        }
    }

    /** What {@code up} puts into the bucket, and what an instance without internet needs beside it. */
    NodeFiles files(UnaryOperator<String> script) throws IOException {
        BlueprintFiles plain = new BlueprintFiles(resolved, Program.of(JAR));
        return new NodeFiles() {
            @Override
            public SortedMap<String, byte[]> of(Region region, String slot) {
                SortedMap<String, byte[]> all = plain.of(region, slot);
                all.computeIfPresent(
                        "boot.sh",
                        (_, text) -> script.apply(new String(text, StandardCharsets.UTF_8))
                                .getBytes(StandardCharsets.UTF_8));
                try {
                    all.put("runtime.tar.gz", Files.readAllBytes(payload.runtime()));
                    all.put(payload.cachedAs(), Files.readAllBytes(payload.software()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return all;
            }

            @Override
            public Optional<Program> program() {
                return plain.program();
            }
        };
    }

    /** What the template gives to an instance, of its text and not of what the emulator has made of it. */
    String userData() throws IOException {
        JsonNode template = new ObjectMapper()
                .readTree(new Synth(new AwsFacts(), files(same -> same))
                        .stacks(resolved.spec(), resolved.blueprint())
                        .getLast()
                        .template()
                        .compact());
        StringBuilder text = new StringBuilder();
        for (JsonNode part :
                template.at("/Resources/Slot1Machine/Properties/LaunchTemplateData/UserData/Fn::Base64/Fn::Join/1")) {
            text.append(
                    part.isTextual()
                            ? part.asText()
                            : parameter(part.path("Ref").asText()));
        }
        return text.toString();
    }

    private static String parameter(String name) {
        return name.equals("AWS::Region") ? "us-east-1" : Account.BUCKET;
    }

    @Override
    public void close() throws IOException {
        net.close();
        metadata.close();
        account.close();
        Whole.remove(folder);
    }
}
