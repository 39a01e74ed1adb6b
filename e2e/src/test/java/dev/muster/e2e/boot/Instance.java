package dev.muster.e2e.boot;

import dev.muster.agent.files.Whole;
import dev.muster.agent.testing.DebianTree;
import dev.muster.agent.testing.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * An instance: a fresh Debian that boots under systemd-nspawn, with cloud-init and without anything of Muster. Where
 * AWS is it knows as it knows it on AWS, from outside of its user data; all else is as {@code synth} wrote it.
 */
final class Instance implements AutoCloseable {
    /** systemd wants its processes in a control group of their own, below one that it may divide. */
    private static final String BOOT = """
            for tree in systemd unified; do
              [ -d /sys/fs/cgroup/$tree ] || continue
              mkdir -p "/sys/fs/cgroup/$tree/$1/parent" && echo $$ >"/sys/fs/cgroup/$tree/$1/parent/cgroup.procs"
            done
            shift
            exec systemd-nspawn --quiet --boot --register=no --keep-unit --resolv-conf=off --console=pipe "$@"
            """;

    private static final String CLOUD = """
            datasource_list: [Ec2]
            datasource: {Ec2: {strict_id: false, timeout: 5, max_wait: 15}}
            network: {config: disabled}
            locale: false
            """;

    private static final String WHERE = """
            [Service]
            Environment=AWS_ENDPOINT_URL=http://127.0.0.1:8080
            Environment=CLOUDFORMATION=http://127.0.0.1:8080
            Environment=S3=http://127.0.0.1:8080/BUCKET
            """;

    private static int count;

    private final DebianTree tree;
    private final FarNet net;
    private final LoopVolume volume;
    private final String group;
    private Process process;

    Instance(FarNet net, LoopVolume volume) throws IOException {
        Needs.tool("systemd-nspawn");
        this.tree = DebianTree.booting();
        this.net = net;
        this.volume = volume;
        this.group = "muster-" + ProcessHandle.current().pid() + "-" + ++count;
        write("etc/cloud/cloud.cfg.d/99-aws.cfg", CLOUD);
        write("etc/systemd/system/cloud-final.service.d/aws.conf", WHERE.replace("BUCKET", Account.BUCKET));
        // Asks nobody: the answer to a name is a refusal at once.
        Files.deleteIfExists(tree.root().resolve("etc/resolv.conf"));
        write("etc/resolv.conf", "nameserver 127.0.0.1\n");
    }

    private void write(String path, String text) throws IOException {
        Path file = tree.root().resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** Switches it on. */
    Instance start() throws IOException {
        process = new ProcessBuilder(List.of(
                        "sh",
                        "-c",
                        BOOT,
                        "sh",
                        group,
                        "--directory=" + tree.root(),
                        // Else the folder's name, which others that boot have, too.
                        "--machine=" + group,
                        "--capability=CAP_NET_ADMIN",
                        "--network-namespace-path=" + net.path(),
                        "--bind=" + volume.device(),
                        "--bind=" + volume.sys() + ":/sys/block"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        tree.work().resolve("console").toFile()))
                .start();
        return this;
    }

    /** Switches it off in order, and waits until it is. */
    void stop() throws InterruptedException {
        if (process != null && process.isAlive()) {
            // systemd-nspawn tells the system in it to power off: systemd-nspawn(1), --kill-signal.
            process.destroy();
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
                throw new AssertionError("it does not power off");
            }
        }
    }

    /** The agent in it, as a process of this machine; empty if there is none. */
    Optional<ProcessHandle> agent() {
        return process.descendants()
                .filter(each ->
                        List.of(each.info().arguments().orElse(new String[0])).containsAll(List.of("agent", "run")))
                .findFirst();
    }

    /** What a command in it prints, as root, whether it works or not. */
    String run(String... words) throws IOException, InterruptedException {
        long init = process.children().findFirst().orElseThrow().pid();
        List<String> command = new java.util.ArrayList<>(
                List.of("nsenter", "--target", String.valueOf(init), "--mount", "--uts", "--ipc", "--net", "--pid"));
        command.addAll(List.of(words));
        Process inside = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(inside.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        inside.waitFor();
        return text;
    }

    /** A file of it; empty if it is not there. */
    String file(String path) throws IOException {
        return Whole.read(tree.root().resolve(path)).orElse("");
    }

    /** All it has said, for when something is not as it should be. */
    String said() {
        StringBuilder all = new StringBuilder();
        for (String path : List.of(
                "var/log/cloud-init-output.log",
                "var/log/muster-prepare.log",
                "var/lib/muster/lite/1/logs/agent.log",
                "var/lib/muster/lite/1/report.json")) {
            try {
                all.append("== ").append(path).append('\n').append(file(path)).append('\n');
            } catch (IOException e) {
                all.append(e).append('\n');
            }
        }
        try {
            List<String> lines = Files.readAllLines(tree.work().resolve("console"));
            all.append("== console\n")
                    .append(String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size())));
        } catch (IOException e) {
            all.append(e);
        }
        return all.toString();
    }

    @Override
    public void close() throws IOException {
        try {
            stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            tree.close();
            for (String each : List.of("systemd", "unified")) {
                removeGroup(Path.of("/sys/fs/cgroup", each, group));
            }
        }
    }

    /** Control groups are folders that are removed one by one, the innermost first, once nobody is in them. */
    private static void removeGroup(Path group) throws IOException {
        if (Files.isDirectory(group)) {
            try (var below = Files.walk(group)) {
                for (Path folder : below.filter(Files::isDirectory)
                        .sorted(java.util.Comparator.reverseOrder())
                        .toList()) {
                    folder.toFile().delete();
                }
            }
        }
    }
}
