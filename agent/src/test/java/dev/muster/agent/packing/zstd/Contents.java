package dev.muster.agent.packing.zstd;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Bytes as archives have them, the same for the same chance. */
enum Contents {
    RANDOM {
        @Override
        byte[] piece(Random chance, int size) {
            byte[] bytes = new byte[size];
            chance.nextBytes(bytes);
            return bytes;
        }
    },
    TEXT {
        @Override
        byte[] piece(Random chance, int size) {
            StringBuilder text = new StringBuilder();
            while (text.length() < size) {
                int word = (int) Math.abs(chance.nextGaussian() * 400);
                text.append(Integer.toString(word * 7919 + 33, 32)).append(chance.nextInt(12) == 0 ? ".\n" : " ");
            }
            return text.substring(0, size).getBytes(StandardCharsets.US_ASCII);
        }
    },
    REPETITIVE {
        @Override
        byte[] piece(Random chance, int size) {
            byte[] part = RANDOM.piece(chance, 1 + chance.nextInt(5000));
            byte[] bytes = new byte[size];
            for (int i = 0; i < size; i++) {
                bytes[i] = part[i % part.length];
            }
            for (int i = 0; i < size / 9000; i++) {
                bytes[chance.nextInt(size)]++;
            }
            return bytes;
        }
    },
    RUNS {
        @Override
        byte[] piece(Random chance, int size) {
            byte[] bytes = new byte[size];
            for (int at = 0; at < size; ) {
                int end = Math.min(size, at + 1 + (int) Math.exp(chance.nextDouble() * 13));
                Arrays.fill(bytes, at, end, (byte) chance.nextInt(3));
                at = end;
            }
            return bytes;
        }
    },
    /** Records of counters, sums and zeros, as a database's file. */
    RECORDS {
        @Override
        byte[] piece(Random chance, int size) {
            byte[] bytes = new byte[size];
            int width = 40 + chance.nextInt(80);
            for (int at = 0; at + width <= size; at += width) {
                Bytes.put(bytes, at, 4, at / width);
                Bytes.put(bytes, at + 4, 8, chance.nextLong());
                Bytes.put(bytes, at + 20, 2, chance.nextInt(100));
                if (chance.nextInt(4) == 0) {
                    System.arraycopy(bytes, chance.nextInt(at + 1), bytes, at + 22, 14);
                }
            }
            return bytes;
        }
    },
    /** Packed pages with a head each: blocks of few sequences between blocks that are not packed at all. */
    PAGES {
        @Override
        byte[] piece(Random chance, int size) {
            byte[] bytes = RANDOM.piece(chance, size);
            for (int at = 0; at + 512 < size; at += 50_000 + chance.nextInt(200_000)) {
                Arrays.fill(bytes, at + 40, at + 512, (byte) 0);
                System.arraycopy(bytes, 0, bytes, at, Math.min(at, 40));
            }
            return bytes;
        }
    },
    MIXED {
        @Override
        byte[] piece(Random chance, int size) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            List<Contents> kinds = List.of(RANDOM, TEXT, REPETITIVE, RUNS, RECORDS, PAGES);
            while (bytes.size() < size) {
                Contents kind = kinds.get(chance.nextInt(kinds.size()));
                bytes.writeBytes(kind.piece(chance, Math.min(size - bytes.size(), 600 + chance.nextInt(400_000))));
            }
            return bytes.toByteArray();
        }
    };

    abstract byte[] piece(Random chance, int size);
}
