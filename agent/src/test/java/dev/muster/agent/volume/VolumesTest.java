package dev.muster.agent.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.agent.command.SystemCommands;
import dev.muster.agent.testing.Loops;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On real loop devices. */
class VolumesTest {
    private static final VolumeId OURS = new VolumeId("vol-0123456789abcdef0");
    private static final long SIZE = 320L << 20;

    @TempDir
    Path folder;

    private Loops loops;
    private Volumes volumes;
    private Path at;

    @BeforeEach
    void open() throws IOException {
        loops = new Loops(folder);
        volumes = new Volumes(new SystemCommands(), new Disks(loops.sys(), loops.dev()));
        at = loops.point("data");
    }

    @AfterEach
    void close() {
        loops.close();
    }

    /** Sabotage: mounting by UUID without asking the kernel which disk that was. */
    @Test
    void ofTwoCopiesWithOneUuidTheRightOneIsMounted() throws IOException {
        for (int turn = 0; turn < 2; turn++) {
            Path first = loops.image("first-" + turn, SIZE);
            Loops.run("mkfs.xfs", "-q", first.toString());
            Path second = folder.resolve("second-" + turn);
            Loops.run("cp", "--sparse=always", first.toString(), second.toString());
            Path loop1 = loops.attach(first, "nvme1n1", turn == 0 ? OURS.serial() : "vol1");
            Path loop2 = loops.attach(second, "nvme2n1", turn == 0 ? "vol1" : OURS.serial());
            volumes.prepare(OURS, at);
            assertThat(Loops.run("findmnt", "--noheadings", "--output", "SOURCE", at.toString())
                            .strip())
                    .isEqualTo((turn == 0 ? loop1 : loop2).toString());
            loops.clean();
        }
    }

    @Test
    void growsToALargerDiskWhileItIsUsed() throws IOException {
        Path image = loops.image("disk", SIZE);
        Path loop = loops.attach(image, "nvme1n1", OURS.serial());
        long before = volumes.prepare(OURS, at).bytes();
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(2 * SIZE);
        }
        Loops.run("losetup", "--set-capacity", loop.toString());
        Files.writeString(at.resolve("open"), "x");
        try (InputStream open = Files.newInputStream(at.resolve("open"))) {
            VolumeReady ready = volumes.prepare(OURS, at);
            assertThat(ready.grownBy()).isBetween(SIZE * 9 / 10, SIZE);
            assertThat(ready.bytes()).isEqualTo(before + ready.grownBy());
            assertThat(open.read()).isEqualTo('x');
        }
    }

    @Test
    void saysWhatIsThereWhenItsVolumeIsNot() throws IOException {
        loops.attach(loops.image("disk", SIZE), "nvme1n1", "vol9");
        assertThatThrownBy(() -> volumes.prepare(OURS, at))
                .hasMessage("volume vol-0123456789abcdef0 is not attached; nvme1n1 is vol9");
    }

    @Test
    void takesNoneOfTwoThatSayTheyAreIt() throws IOException {
        loops.attach(loops.image("first", SIZE), "nvme1n1", OURS.serial());
        loops.attach(loops.image("second", SIZE), "nvme2n1", OURS.serial());
        assertThatThrownBy(() -> volumes.prepare(OURS, at)).hasMessageContaining("2 disks say they are");
    }

    @Test
    void hidesNothingThatLiesInTheFolder() throws IOException {
        Path image = loops.image("disk", SIZE);
        loops.attach(image, "nvme1n1", OURS.serial());
        Files.createDirectories(at);
        Files.writeString(at.resolve("chain.db"), "written before the volume was there");
        assertThatThrownBy(() -> volumes.prepare(OURS, at)).hasMessageContaining("not empty: chain.db");
        assertThat(Samples.data(image, SIZE)).as("nor is it formatted").isEmpty();
    }

    @Test
    void doesNotMountTwice() throws IOException {
        loops.attach(loops.image("disk", SIZE), "nvme1n1", OURS.serial());
        volumes.prepare(OURS, at);
        Path elsewhere = loops.point("elsewhere");
        assertThatThrownBy(() -> volumes.prepare(OURS, elsewhere)).hasMessageContaining("it is mounted at " + at);
    }

    @Test
    void saysThatItIsTooSmall() throws IOException {
        loops.attach(loops.image("disk", 100 << 20), "nvme1n1", OURS.serial());
        assertThatThrownBy(() -> volumes.prepare(OURS, at)).hasMessageContaining("too little for a file system");
    }

    /** Sabotage: detaching first. */
    @Test
    void letsGoInOrder() throws IOException {
        loops.attach(loops.image("disk", SIZE), "nvme1n1", OURS.serial());
        volumes.prepare(OURS, at);
        List<String> steps = new ArrayList<>();
        Release release = new Release(
                command -> {
                    steps.add(command.argv().getFirst());
                    return new SystemCommands().run(command);
                },
                new Detaching(steps),
                Path.of("/proc"));
        release.run(OURS, at, () -> steps.add("services"));
        assertThat(steps).containsExactly("services", "sync", "umount", "detach");
        assertThat(at).isEmptyDirectory();
    }

    @Test
    void neverDetachesWhatIsStillUsedAndSaysByWhom() throws IOException {
        loops.attach(loops.image("disk", SIZE), "nvme1n1", OURS.serial());
        volumes.prepare(OURS, at);
        List<String> steps = new ArrayList<>();
        Release release = new Release(new SystemCommands(), new Detaching(steps), Path.of("/proc"));
        Files.writeString(at.resolve("open"), "x");
        try (InputStream open = Files.newInputStream(at.resolve("open"))) {
            assertThatThrownBy(() -> release.run(OURS, at, () -> {}))
                    .hasMessageContaining(
                            "it is used by " + ProcessHandle.current().pid() + " (");
            assertThat(open.read()).isEqualTo('x');
        }
        assertThat(steps).isEmpty();
    }

    @Test
    void waitsForWhoHoldsItAndNeverTakesItByForce() throws Exception {
        List<String> told = new ArrayList<>();
        List<Duration> pauses = new ArrayList<>();
        Attachment held = new Detaching(new ArrayList<>());
        Disks disks = new Disks(loops.sys(), loops.dev());
        Attaching patience = new Attaching(Duration.ofSeconds(5), Duration.ofMinutes(10), Duration.ofMinutes(1));
        assertThatThrownBy(() -> patience.run(OURS, held, disks, pauses::add, told::add))
                .hasMessageContaining("has been held by i-1 for 600 s");
        assertThat(told).containsExactly("waiting for i-1 to let go of volume " + OURS);
        assertThat(pauses).hasSize(120);
    }

    @Test
    void goesOnWhenTheDiskAppears() throws Exception {
        Disks disks = new Disks(loops.sys(), loops.dev());
        Path image = loops.image("disk", SIZE);
        List<Duration> pauses = new ArrayList<>();
        Attachment free = new Attachment() {
            @Override
            public Answer attach(VolumeId volume) {
                return pauses.isEmpty() ? new Answer.Held("i-1") : new Answer.Attached();
            }

            @Override
            public void detach(VolumeId volume) {}
        };
        new Attaching(Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofMinutes(1))
                .run(
                        OURS,
                        free,
                        disks,
                        pause -> {
                            pauses.add(pause);
                            if (pauses.size() == 3) {
                                attach(image);
                            }
                        },
                        _ -> {});
        assertThat(pauses).hasSize(3);
        assertThat(volumes.prepare(OURS, at).formatted()).isTrue();
    }

    private void attach(Path image) {
        try {
            loops.attach(image, "nvme1n1", OURS.serial());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Is always held by another, and writes down that it was let go. */
    private record Detaching(List<String> steps) implements Attachment {
        @Override
        public Answer attach(VolumeId volume) {
            return new Answer.Held("i-1");
        }

        @Override
        public void detach(VolumeId volume) {
            steps.add("detach");
        }
    }
}
