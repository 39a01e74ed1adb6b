package dev.muster.agent.dataset;

import dev.muster.agent.archive.Place;
import dev.muster.agent.fetch.Checksum;
import dev.muster.agent.files.Whole;
import dev.muster.agent.packing.Mark;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;

/** A checkpoint on the disk: replaced as a whole, and one that is damaged or of another form is none. */
record CheckpointFile(Path file) {
    private static final String FORM = "checkpoint 1 of a restore";
    /** Bytes; a mark's state is most of it. */
    private static final long MOST = 4L * Mark.MOST;

    void write(Checkpoint checkpoint) throws IOException {
        Whole.writePrivate(file, out -> write(checkpoint, new CheckedOutputStream(out, new CRC32())));
        makeNameDurable();
    }

    private static void write(Checkpoint checkpoint, CheckedOutputStream summed) throws IOException {
        DataOutputStream out = new DataOutputStream(summed);
        text(out, FORM);
        text(out, checkpoint.from());
        text(out, checkpoint.validator());
        out.writeLong(checkpoint.total());
        text(out, checkpoint.algorithm().name());
        out.writeLong(checkpoint.sum().bytes());
        bytes(out, checkpoint.sum().state());
        place(out, checkpoint.place());
        out.writeLong(summed.getChecksum().getValue());
    }

    /** Else a power cut within the file system's next seconds would leave the checkpoint before. */
    private void makeNameDurable() throws IOException {
        try (FileChannel folder = FileChannel.open(file.resolveSibling("."), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    private static void place(DataOutputStream out, Place place) throws IOException {
        out.writeLong(place.mark().packed());
        out.writeLong(place.mark().unpacked());
        bytes(out, place.mark().state());
        out.writeInt(place.before().entries());
        out.writeLong(place.before().bytes());
        out.writeInt(place.before().links().size());
        for (Map.Entry<String, String> link : place.before().links().entrySet()) {
            text(out, link.getKey());
            text(out, link.getValue());
        }
        bytes(out, place.header());
        out.writeBoolean(place.content().isPresent());
        out.writeLong(place.content().orElse(0));
    }

    /** What was last written; empty if there is nothing to go on from. */
    Optional<Checkpoint> read() throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > MOST) {
            return Optional.empty();
        }
        byte[] all = Files.readAllBytes(file);
        if (all.length < Long.BYTES || !isWhole(all)) {
            return Optional.empty();
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(all))) {
            return text(in).equals(FORM) ? Optional.of(checkpoint(in)) : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty(); // Of a Muster that writes something else under the same name.
        }
    }

    private static Checkpoint checkpoint(DataInputStream in) throws IOException {
        return new Checkpoint(
                text(in),
                text(in),
                in.readLong(),
                Checksum.Algorithm.valueOf(text(in)),
                new RunningSum.Part(in.readLong(), bytes(in)),
                place(in));
    }

    private static Place place(DataInputStream in) throws IOException {
        Mark mark = new Mark(in.readLong(), in.readLong(), bytes(in));
        int entries = in.readInt();
        long written = in.readLong();
        Map<String, String> links = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            links.put(text(in), text(in));
        }
        byte[] header = bytes(in);
        OptionalLong content = in.readBoolean() ? OptionalLong.of(in.readLong()) : OptionalLong.empty();
        return new Place(mark, new Place.Made(entries, written, links), header, content);
    }

    void remove() throws IOException {
        Files.deleteIfExists(file);
    }

    private static boolean isWhole(byte[] all) throws IOException {
        int end = all.length - Long.BYTES;
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(all, end, Long.BYTES))) {
            return in.readLong() == sum(all, end);
        }
    }

    private static long sum(byte[] bytes, int end) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, end);
        return crc.getValue();
    }

    /** Not as Java writes texts, which ends at 64 KiB. */
    private static void text(DataOutputStream out, String text) throws IOException {
        bytes(out, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(bytes(in), StandardCharsets.UTF_8);
    }

    private static void bytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("it ends too early");
        }
        return in.readNBytes(length);
    }
}
