package dev.muster.agent.volume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.agent.command.SystemCommands;
import dev.muster.agent.fetch.Checksum;
import dev.muster.agent.testing.Loops;
import dev.muster.core.fault.FaultWatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A power cut is a copy of the disk taken while it is mounted and written to: what was not flushed is not in it. The
 * copy is one moment, not many, since the disk's image lies on XFS, where a copy shares all blocks at once.
 *
 * <p>Sabotage: a writer that says "written" before it has flushed loses records.
 */
class PowerCutTest {
    private static final int MOMENTS = 20;
    private static final int RECORD = 4096;
    private static final long SIZE = 320L << 20;
    private static final VolumeId OURS = new VolumeId("vol-00000000000000001");

    @TempDir
    Path folder;

    @Test
    void theVolumeMountsAndTheWriterGoesOnAfterEachOfTwentyCuts() throws Exception {
        long seed = Long.getLong("muster.seed", System.nanoTime());
        Random random = new Random(seed);
        try (Loops outside = new Loops(Files.createDirectory(folder.resolve("outside")))) {
            Path store = outside.point("store");
            mountStore(outside, store);
            Path disk = store.resolve("disk-0");
            try (FileChannel file = FileChannel.open(disk, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                file.write(ByteBuffer.allocate(1), SIZE - 1);
            }
            long written = 0;
            String[] sums = {"", ""};
            FaultWatch row = FaultWatch.of(
                    "the disk", "a power cut while it is written", "a copy of the disk at that moment; the last of 20");
            for (int moment = 1; moment <= MOMENTS; moment++) {
                Path after = store.resolve("disk-" + moment);
                row.injected();
                written = life(disk, after, folder.resolve("life-" + moment), written, random, row, sums);
                Files.delete(disk);
                disk = after;
            }
            assertThat(written).as("records of all lives, seed " + seed).isGreaterThan(MOMENTS);
            System.out.printf("power cuts: %d moments, all %d records of 4 KiB found again%n", MOMENTS, written);
            row.data("flushed records", sums[0], () -> sums[1]);
            row.recovered(30);
        }
    }

    private static void mountStore(Loops outside, Path store) throws IOException {
        Path image = outside.image("outer", 2L << 30);
        Loops.run("mkfs.xfs", "-q", image.toString());
        Path loop = outside.attach(image, "nvme1n1", "store");
        Loops.run("mount", loop.toString(), Files.createDirectory(store).toString());
    }

    /** Mounts, checks what an earlier life wrote, writes on, and is cut: the disk at that moment is the copy. */
    private static long life(
            Path disk, Path copy, Path here, long atLeast, Random random, FaultWatch row, String[] sums)
            throws Exception {
        try (Loops loops = new Loops(Files.createDirectory(here))) {
            loops.attach(disk, "nvme7n1", OURS.serial());
            Path at = loops.point("data");
            VolumeReady ready =
                    new Volumes(new SystemCommands(), new Disks(loops.sys(), loops.dev())).prepare(OURS, at);
            assertThat(ready.formatted()).isEqualTo(atLeast == 0);
            long found = check(at.resolve("records"));
            assertThat(found).as("records after a cut").isGreaterThanOrEqualTo(atLeast);
            row.told("mounted", "", "", 30);
            sums[0] = wanted(atLeast);
            sums[1] = there(at.resolve("records"), atLeast);
            AtomicLong flushed = new AtomicLong(found);
            AtomicBoolean end = new AtomicBoolean();
            Thread writer = Thread.ofPlatform().start(() -> write(at.resolve("records"), flushed, end));
            while (flushed.get() == found) {
                Thread.sleep(1);
            }
            Thread.sleep(random.nextInt(200));
            long before = flushed.get();
            Loops.run("cp", "--reflink=always", disk.toString(), copy.toString());
            end.set(true);
            writer.join();
            return before;
        }
    }

    private static String wanted(long count) {
        MessageDigest digest = Checksum.Algorithm.SHA256.digest();
        for (long number = 0; number < count; number++) {
            digest.update(record(number));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String there(Path file, long count) throws IOException {
        byte[] all = count == 0 ? new byte[0] : Files.readAllBytes(file);
        MessageDigest digest = Checksum.Algorithm.SHA256.digest();
        digest.update(all, 0, (int) (count * RECORD));
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Each record is its number and its checksum; a last one that is not whole was never told of. */
    private static long check(Path file) throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        byte[] all = Files.readAllBytes(file);
        long count = 0;
        for (int at = 0; at + RECORD <= all.length; at += RECORD) {
            if (!ByteBuffer.wrap(all, at, RECORD).equals(record(count))) {
                break;
            }
            count++;
        }
        return count;
    }

    private static ByteBuffer record(long number) {
        ByteBuffer record = ByteBuffer.allocate(RECORD);
        byte[] noise = new byte[RECORD - 2 * Long.BYTES];
        new Random(number).nextBytes(noise);
        CRC32 sum = new CRC32();
        sum.update(noise);
        return record.putLong(number).put(noise).putLong(sum.getValue()).flip();
    }

    private static void write(Path file, AtomicLong flushed, AtomicBoolean end) {
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            while (!end.get()) {
                out.write(record(flushed.get()), flushed.get() * RECORD);
                out.force(true);
                flushed.incrementAndGet();
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
