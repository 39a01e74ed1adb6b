package dev.muster.e2e.boot;

import dev.muster.agent.testing.Loops;
import dev.muster.agent.testing.Needs;
import dev.muster.core.node.NodeRenderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What an instance without internet gets from the bucket instead: a Java made by jlink, and the distribution's litecoind
 * packed with its libraries like a publisher's archive, which needs nothing of the system. Before it starts it makes
 * itself a key, at its second start another, and tries the metadata service, as any program of the node may.
 */
record Payload(Path runtime, Path software) {
    /** What the program is seen to need; cryptography of credentials and TLS is in java.base. */
    private static final String MODULES = "java.base,java.logging,java.management,java.naming,java.net.http,java.xml,"
            + "jdk.httpserver,jdk.unsupported,jdk.management,jdk.zipfs";

    private static final String PACK = """
            set -eu
            top=$1/litecoin-0.21.2.1
            mkdir -p "$top/bin" "$top/lib"
            cp /usr/lib/litecoin/litecoind "$top/lib/litecoind"
            ldd /usr/lib/litecoin/litecoind | grep -o '/[^ ]*' | sort -u | xargs -I{} cp -L {} "$top/lib/"
            cat >"$top/bin/litecoind" <<'END'
            #!/bin/sh
            lib=$(dirname "$(dirname "$(readlink -f "$0")")")/lib
            for word; do
              case $word in -datadir=*) self=${word#*=}/self ;; esac
            done
            if [ -n "${self-}" ]; then
              mkdir -p -m 700 "$self"
              [ ! -e "$self/key" ] || [ -e "$self/second" ] || (umask 077 && head -c 32 /dev/urandom >"$self/second")
              [ -e "$self/key" ] || (umask 077 && head -c 32 /dev/urandom >"$self/key")
              for door in 169.254.169.254 '[fd00:ec2::254]'; do
                curl -s -o /dev/null -m 5 -w "metadata at $door: %{exitcode} in %{time_total} s\\n" "http://$door/" || true
              done
            fi
            exec "$lib"/ld-linux-*.so.* --library-path "$lib" "$lib/litecoind" "$@"
            END
            chmod +x "$top/bin/litecoind"
            tar -czf "$2" -C "$1" litecoin-0.21.2.1
            """;

    static Payload make(Path folder) throws IOException {
        Needs.that(Files.exists(Path.of("/usr/lib/litecoin/litecoind")), "litecoind");
        String home = System.getProperty("java.home");
        Loops.run(
                home + "/bin/jlink",
                "--add-modules",
                MODULES,
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--output",
                folder.resolve("runtime").toString());
        Path runtime = folder.resolve("runtime.tar.gz");
        Loops.run("tar", "-czf", runtime.toString(), "-C", folder.toString(), "runtime");
        Path software = folder.resolve("software.tar.gz");
        Loops.run("sh", "-c", PACK, "sh", folder.resolve("software").toString(), software.toString());
        return new Payload(runtime, software);
    }

    String checksum() throws IOException {
        return NodeRenderer.sha256(Files.readAllBytes(software));
    }

    /** Where a cache of downloads looks for it. */
    String cachedAs() throws IOException {
        return "downloads/" + checksum().substring(0, 16) + "-litecoin-0.21.2.1-x86_64-linux-gnu.tar.gz";
    }

    /** Blueprints in which the archive has this checksum. */
    Path blueprints(Path original, Path copy) throws IOException {
        Loops.run("cp", "-r", original.toString(), copy.toString());
        Path file = copy.resolve("litecoin/blueprint.yaml");
        String text = Files.readString(file);
        String theirs = "6e545d1ef0842b9c4ecaf2e22b43f17fd3fba73599b0d6cc1db0c9310f1a74ff";
        if (!text.contains(theirs)) {
            throw new AssertionError("the blueprint has another checksum now: " + List.of(file, theirs));
        }
        Files.writeString(file, text.replace(theirs, checksum()).replace("\nidentity:\n", "\nidentity:\n  - self\n"));
        return copy;
    }
}
