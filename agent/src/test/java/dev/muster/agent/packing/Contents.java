package dev.muster.agent.packing;

import java.util.Random;

/** What is packed in tests: data that packers treat in different ways. */
public enum Contents {
    NOTHING {
        @Override
        byte next(byte[] before, int at, Random random) {
            return 0;
        }

        @Override
        public byte[] make(int length, Random random) {
            return new byte[0];
        }
    },
    ZEROS {
        @Override
        byte next(byte[] before, int at, Random random) {
            return 0;
        }
    },
    RANDOM {
        @Override
        byte next(byte[] before, int at, Random random) {
            return (byte) random.nextInt();
        }
    },
    TEXT {
        @Override
        byte next(byte[] before, int at, Random random) {
            int rare = random.nextInt(21);
            int asRare = random.nextInt(21);
            return (byte) "etaoin shrdlu ETAOIN\n".charAt(Math.min(rare, asRare));
        }
    },
    /** Refers as far back as deflate can, and to the last byte. */
    FAR_AND_NEAR {
        @Override
        byte next(byte[] before, int at, Random random) {
            int back = at % 500 < 400 ? 1 << 15 : 1 + at % 3;
            return at >= back && random.nextInt(100) > 0 ? before[at - back] : (byte) random.nextInt();
        }
    },
    /** Records as a database has them. */
    RECORDS {
        @Override
        byte next(byte[] before, int at, Random random) {
            int column = at % 64;
            int number = (at / 64) >>> (8 * (7 - column));
            return (byte) (column < 8 ? number : column < 40 ? 7 : random.nextInt());
        }
    },
    /** Now this, now that. */
    MIXED {
        @Override
        byte next(byte[] before, int at, Random random) {
            Contents[] parts = {ZEROS, RANDOM, TEXT, FAR_AND_NEAR, RECORDS};
            return parts[(at / 5_000) % parts.length].next(before, at, random);
        }
    };

    abstract byte next(byte[] before, int at, Random random);

    /** @param length in bytes */
    public byte[] make(int length, Random random) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = next(bytes, i, random);
        }
        return bytes;
    }
}
