package dev.muster.agent.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.agent.command.SystemCommands;
import dev.muster.agent.testing.Loops;
import dev.muster.agent.testing.Needs;
import dev.muster.agent.testing.SparseSum;
import dev.muster.core.problem.MusterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 200 machines with one to three disks of random content, sizes, names and order. What is expected is known from how a
 * disk was written, not from what the code under test says of it.
 *
 * <p>Sabotages: a verdict that trusts blkid alone; one that reads only the first MiB; finding a disk by its size;
 * {@code mkfs.xfs -f} where blkid finds something; mounting by UUID where a copy is attached.
 */
class RandomVolumesTest {
    private static final int CASES = 200;
    private static final List<Content> ALL = List.of(Content.values());
    private static final VolumeId OURS = new VolumeId("vol-0a1b2c3d4e5f60718");
    private static final String OTHER = "vol0a1b2c3d4e5f6071";

    @TempDir
    Path folder;

    private final Map<Content, Integer> seen = new EnumMap<>(Content.class);

    @BeforeAll
    static void tools() {
        for (String tool : List.of("blkid", "mkfs.ext4", "mkfs.vfat", "mkfs.btrfs", "mkfs.minix", "mkswap")) {
            Needs.tool(tool);
        }
    }

    @Test
    void nothingWithDataIsEverFormattedAndTheRightVolumeIsFound() throws IOException {
        long seed = Long.getLong("muster.seed", System.nanoTime());
        for (int i = 0; i < CASES; i++) {
            // The first ones go through all kinds of content.
            Content content = ALL.get(i % ALL.size());
            try {
                oneMachine(content, new Random(seed + i), Files.createDirectory(folder.resolve("case-" + i)));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("-Dmuster.seed=" + seed + ", case " + i + ", " + content, e);
            }
        }
        assertThat(seen).containsOnlyKeys(Content.values());
        System.out.printf(
                "volumes: %d machines with %d kinds of content: %d formatted, %d mounted, %d refused and not a byte changed%n",
                CASES,
                seen.size(),
                count(Content.Fate.FORMATTED),
                count(Content.Fate.MOUNTED),
                count(Content.Fate.REFUSED));
    }

    private int count(Content.Fate fate) {
        return seen.entrySet().stream()
                .filter(entry -> entry.getKey().fate == fate)
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    private void oneMachine(Content content, Random random, Path here) throws IOException {
        seen.merge(content, 1, Integer::sum);
        try (Loops loops = new Loops(here)) {
            Path ours = loops.image("ours", size(random));
            content.write(ours, random, here.resolve("scratch"));
            List<Path> others = others(loops, content, ours, random, here);
            attach(loops, ours, others, random);
            List<Path> untouched = new ArrayList<>(others);
            if (content.fate == Content.Fate.REFUSED) {
                untouched.add(ours);
            }
            List<Long> before = sums(untouched);
            judge(content, loops, ours);
            loops.clean();
            assertThat(sums(untouched)).as("disks that are not to be touched").isEqualTo(before);
        }
        remove(here);
    }

    private static long size(Random random) {
        return (300L << 20) + random.nextLong(8 << 20) / 512 * 512;
    }

    /** Nothing, an equal copy, a blank one of the same size, or one with something else. */
    private static List<Path> others(Loops loops, Content content, Path ours, Random random, Path here)
            throws IOException {
        List<Path> others = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            // As large as ours was made: it may have been cut since.
            Path other = loops.image("other-" + i, Math.max(Files.size(ours), 300L << 20));
            switch (random.nextInt(3)) {
                case 0 -> Loops.run("cp", "--sparse=always", ours.toString(), other.toString());
                case 1 -> ALL.get(random.nextInt(ALL.size())).write(other, random, here.resolve("scratch"));
                default -> assertThat(content).isNotNull();
            }
            others.add(other);
        }
        return others;
    }

    private static void attach(Loops loops, Path ours, List<Path> others, Random random) throws IOException {
        List<Path> order = new ArrayList<>(others);
        order.add(ours);
        Collections.shuffle(order, random);
        List<String> names = new ArrayList<>(List.of("nvme0n1", "nvme1n1", "nvme2n1", "nvme10n1", "sdb"));
        Collections.shuffle(names, random);
        for (Path image : order) {
            // Serial numbers that begin alike, too.
            String serial = image.equals(ours) ? OURS.serial() : OTHER + order.indexOf(image);
            loops.attach(image, names.removeFirst(), serial);
        }
    }

    private void judge(Content content, Loops loops, Path ours) throws IOException {
        Path at = loops.point("data");
        Volumes volumes = new Volumes(new SystemCommands(), new Disks(loops.sys(), loops.dev()));
        if (content.fate == Content.Fate.REFUSED) {
            assertThatThrownBy(() -> volumes.prepare(OURS, at))
                    .isInstanceOfSatisfying(
                            MusterException.class, e -> assertThat(e.advice()).isNotEmpty())
                    .hasMessageContaining(OURS.value());
            return;
        }
        VolumeReady ready = volumes.prepare(OURS, at);
        assertThat(ready.formatted()).isEqualTo(content.fate == Content.Fate.FORMATTED);
        assertThat(backing(at)).isEqualTo(ours.toRealPath().toString());
        assertThat(at.resolve("kept").toFile().exists()).isEqualTo(content.fate == Content.Fate.MOUNTED);
        VolumeReady again = volumes.prepare(OURS, at);
        assertThat(again).isEqualTo(new VolumeReady(OURS, ready.uuid(), at, false, ready.bytes(), 0));
    }

    /** The image that is mounted at a place, by the kernel's word. */
    private static String backing(Path at) throws IOException {
        String loop = Loops.source(at).orElseThrow();
        return Files.readString(Path.of("/sys/block", loop.replace("/dev/", ""), "loop/backing_file"))
                .strip();
    }

    private static List<Long> sums(List<Path> images) throws IOException {
        List<Long> sums = new ArrayList<>();
        for (Path image : images) {
            sums.add(SparseSum.of(image));
        }
        return sums;
    }

    private static void remove(Path folder) throws IOException {
        dev.muster.agent.files.Whole.remove(folder);
    }
}
