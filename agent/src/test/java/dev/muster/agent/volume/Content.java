package dev.muster.agent.volume;

import dev.muster.agent.testing.Loops;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** What may be on a disk, and what must come of it; written as bytes or by the tools of those who use it. */
enum Content {
    BLANK(Fate.FORMATTED),
    XFS(Fate.MOUNTED),
    EXT4(Fate.MOUNTED),
    ONE_BYTE_AT_THE_START(Fate.REFUSED),
    ONE_BYTE_IN_THE_MIDDLE(Fate.REFUSED),
    ONE_BYTE_SOMEWHERE(Fate.REFUSED),
    ONE_BYTE_AT_THE_END(Fate.REFUSED),
    NOISE_AT_THE_START(Fate.REFUSED),
    MBR_WITHOUT_ENTRIES(Fate.REFUSED),
    MBR_WITHOUT_SIGNATURE(Fate.REFUSED),
    MBR_WITH_A_PARTITION(Fate.REFUSED),
    GPT_FIRST_HALF(Fate.REFUSED),
    GPT_LAST_HALF(Fate.REFUSED),
    VFAT(Fate.REFUSED),
    BTRFS(Fate.REFUSED),
    MINIX(Fate.REFUSED),
    SWAP(Fate.REFUSED),
    LVM(Fate.REFUSED),
    RAID_AT_THE_START(Fate.REFUSED),
    RAID_AT_THE_END(Fate.REFUSED),
    LUKS(Fate.REFUSED),
    XFS_WITHOUT_ITS_START(Fate.REFUSED),
    XFS_CUT_SHORT(Fate.REFUSED),
    EXT4_WITHOUT_ITS_START(Fate.REFUSED),
    XFS_AND_A_SWAP_SIGNATURE(Fate.REFUSED);

    /** What must come of it. */
    enum Fate {
        FORMATTED,
        MOUNTED,
        REFUSED
    }

    private static final int SECTOR = 512;

    final Fate fate;

    Content(Fate fate) {
        this.fate = fate;
    }

    void write(Path image, Random random, Path scratch) throws IOException {
        long bytes = Files.size(image);
        switch (this) {
            case BLANK -> {}
            case XFS, EXT4 -> keep(this == XFS, image, scratch);
            case ONE_BYTE_AT_THE_START -> put(image, random.nextInt(1 << 20), 1 + random.nextInt(255));
            case ONE_BYTE_IN_THE_MIDDLE -> put(image, bytes / 2, 1 + random.nextInt(255));
            case ONE_BYTE_SOMEWHERE -> put(image, random.nextLong(bytes), 1 + random.nextInt(255));
            case ONE_BYTE_AT_THE_END -> put(image, bytes - 1 - random.nextInt(2) * (long) random.nextInt(1 << 20), 1);
            case NOISE_AT_THE_START -> {
                byte[] noise = new byte[1 + random.nextInt(1 << 16)];
                random.nextBytes(noise);
                put(image, 0, noise);
                put(image, 0, 7);
            }
            case MBR_WITHOUT_ENTRIES -> put(image, 510, 0x55, 0xaa);
            case MBR_WITHOUT_SIGNATURE -> put(image, 446, 0x80, 0, 2, 0, 0x83, 0xfe, 0xff, 0xff, 0, 8);
            case MBR_WITH_A_PARTITION -> {
                put(image, 446, 0x80, 0, 2, 0, 0x83, 0xfe, 0xff, 0xff, 0, 8, 0, 0, 0, 0x20);
                put(image, 510, 0x55, 0xaa);
            }
            case GPT_FIRST_HALF -> put(image, SECTOR, text("EFI PART"));
            case GPT_LAST_HALF -> put(image, bytes - SECTOR, text("EFI PART"));
            case VFAT -> Loops.run("mkfs.vfat", image.toString());
            case BTRFS -> Loops.run("mkfs.btrfs", "-q", image.toString());
            case MINIX -> Loops.run("mkfs.minix", image.toString());
            case SWAP -> Loops.run("mkswap", image.toString());
            case LVM -> {
                put(image, SECTOR, text("LABELONE"));
                put(image, SECTOR + 24, text("LVM2 001"));
            }
            case RAID_AT_THE_START -> put(image, 4096, 0xfc, 0x4e, 0x2b, 0xa9, 1);
            case RAID_AT_THE_END -> put(image, (bytes & -65536L) - 65536, 0xfc, 0x4e, 0x2b, 0xa9, 0, 0, 0, 0, 90);
            case LUKS -> put(image, 0, 'L', 'U', 'K', 'S', 0xba, 0xbe, 0, 1);
            case XFS_WITHOUT_ITS_START -> {
                Loops.run("mkfs.xfs", "-q", image.toString());
                put(image, 0, new byte[1 << 20]);
            }
            case XFS_CUT_SHORT -> {
                Loops.run("mkfs.xfs", "-q", image.toString());
                try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
                    file.setLength(bytes / 2 / SECTOR * SECTOR);
                }
            }
            case EXT4_WITHOUT_ITS_START -> {
                Loops.run("mkfs.ext4", "-q", image.toString());
                put(image, 0, new byte[1 << 20]);
            }
            case XFS_AND_A_SWAP_SIGNATURE -> {
                Loops.run("mkfs.xfs", "-q", image.toString());
                put(image, 4096 - 10, text("SWAPSPACE2"));
                put(
                        image,
                        1024,
                        ByteBuffer.allocate(8)
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .putInt(1)
                                .putInt(9)
                                .array());
            }
        }
    }

    /** A file system that has a file in it, made without mounting it. */
    private static void keep(boolean xfs, Path image, Path scratch) throws IOException {
        Path kept = Files.writeString(Files.createDirectories(scratch).resolve("kept"), "kept");
        if (xfs) {
            String tree = "/\n0 0\nd--755 0 0\nkept ---644 0 0 " + kept + "\n$\n";
            Path proto = Files.writeString(scratch.resolveSibling("proto"), tree);
            Loops.run("mkfs.xfs", "-q", "-p", proto.toString(), image.toString());
        } else {
            Loops.run("mkfs.ext4", "-q", "-d", scratch.toString(), image.toString());
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static void put(Path image, long at, int... bytes) throws IOException {
        byte[] all = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            all[i] = (byte) bytes[i];
        }
        put(image, at, all);
    }

    private static void put(Path image, long at, byte[] bytes) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.seek(at);
            file.write(bytes);
        }
    }
}
