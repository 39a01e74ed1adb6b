package dev.muster.agent.testing;

import dev.muster.agent.command.Command;
import dev.muster.agent.command.CommandRunner;
import dev.muster.agent.command.Outcome;
import dev.muster.agent.command.SystemCommands;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * A fresh Debian root made by debootstrap, as small as it gets. Making one takes half a minute, so one is kept in
 * {@code /var/cache/muster-tests} and lies under each test's own as the lower layer of an overlay. Needs root and
 * debootstrap.
 *
 * @param work folder of this tree alone
 * @param root absolute
 */
public record DebianTree(Path work, Path root) implements AutoCloseable {
    private static final Path CACHE = Path.of("/var/cache/muster-tests");
    private static final CommandRunner HOST = new SystemCommands();

    /** A fresh one; to be closed, which removes it. */
    public static DebianTree fresh() throws IOException {
        Needs.root();
        String debootstrap = Needs.tool("debootstrap").toString();
        return over(base(debootstrap));
    }

    /**
     * A fresh one that boots as an instance does: with systemd and cloud-init, and with what Amazon Linux has in its
     * image, too. Such a tree is kept as well.
     */
    public static DebianTree booting() throws IOException {
        Needs.root();
        // Another name for another set of packages: a machine may keep the tree for long.
        Path kept = CACHE.resolve("debian-" + suite() + "-boots-nft");
        if (!Files.exists(kept)) {
            Path base = base(Needs.tool("debootstrap").toString());
            once(kept, () -> makeBooting(base, kept));
        }
        return over(kept);
    }

    /** Makes it; several JVMs may want the same tree at once. */
    private static void once(Path kept, Making making) throws IOException {
        Files.createDirectories(CACHE);
        try (FileChannel channel =
                        FileChannel.open(CACHE.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock _ = channel.lock()) {
            if (!Files.exists(kept)) {
                making.make();
            }
        }
    }

    private interface Making {
        void make() throws IOException;
    }

    private static DebianTree over(Path kept) throws IOException {
        Path work = Files.createTempDirectory("muster-debian-");
        DebianTree tree = new DebianTree(work, Files.createDirectory(work.resolve("root")));
        tree.fill(kept);
        return tree;
    }

    private static Path base(String debootstrap) throws IOException {
        Path kept = CACHE.resolve("debian-" + suite());
        if (!Files.exists(kept)) {
            once(kept, () -> make(debootstrap, kept));
        }
        return kept;
    }

    private static void makeBooting(Path base, Path kept) throws IOException {
        Path making = CACHE.resolve("making-boots-" + ProcessHandle.current().pid());
        check(host("cp", "--archive", base.toString(), making.toString()));
        DebianTree tree = new DebianTree(making, making);
        tree.run("apt-get", "update", "-q");
        tree.run(
                "env",
                "DEBIAN_FRONTEND=noninteractive",
                "apt-get",
                "install",
                "-q",
                "-y",
                "--no-install-recommends",
                "systemd",
                "systemd-sysv",
                "cloud-init",
                "curl",
                "nftables",
                "xfsprogs");
        tree.run("apt-get", "clean");
        Files.move(making, kept);
    }

    private void fill(Path kept) throws IOException {
        Path upper = Files.createDirectory(work.resolve("upper"));
        Path scratch = Files.createDirectory(work.resolve("scratch"));
        String layers = "lowerdir=" + kept + ",upperdir=" + upper + ",workdir=" + scratch;
        if (!host("mount", "-t", "overlay", "overlay", "-o", layers, root.toString())
                .ok()) {
            check(host("cp", "--archive", kept + "/.", root.toString()));
        }
    }

    private static Outcome host(String... argv) {
        return HOST.run(Command.of(argv).within(Duration.ofMinutes(5)));
    }

    @Override
    public void close() {
        if (!host("mountpoint", "-q", root.toString()).ok()
                || host("umount", root.toString()).ok()) {
            check(host("rm", "--recursive", "--force", "--one-file-system", work.toString()));
        }
    }

    private static void make(String debootstrap, Path kept) throws IOException {
        Path making = CACHE.resolve("making-" + ProcessHandle.current().pid());
        check(host(debootstrap, "--variant=minbase", suite(), making.toString()));
        // What is thrown away soon need not be on the disk at once.
        Files.writeString(making.resolve("etc/dpkg/dpkg.cfg.d/tests"), "force-unsafe-io\n");
        Files.move(making, kept);
    }

    /** The release that this machine runs: the one that its debootstrap and mirror know. */
    private static String suite() throws IOException {
        Properties release = new Properties();
        try (var in = Files.newBufferedReader(Path.of("/etc/os-release"))) {
            release.load(in);
        }
        return release.getProperty("VERSION_CODENAME", "stable");
    }

    private static void check(Outcome outcome) {
        if (!outcome.ok()) {
            throw new AssertionError(outcome.failure() + "\n" + String.join("\n", outcome.lastLines(10)));
        }
    }

    /** Runs commands inside. */
    public CommandRunner commands() {
        return command -> {
            List<String> line = new ArrayList<>(List.of("chroot", root.toString()));
            line.addAll(command.argv());
            return HOST.run(new Command(line, command.environment(), command.timeout(), command.log()));
        };
    }

    /** Runs a command inside and expects it to succeed. */
    public String run(String... argv) {
        Outcome outcome = commands().run(Command.of(argv).within(Duration.ofMinutes(5)));
        check(outcome);
        return outcome.out();
    }

    /** Writes a program. */
    public Path program(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
        file.toFile().setExecutable(true, false);
        return file;
    }
}
