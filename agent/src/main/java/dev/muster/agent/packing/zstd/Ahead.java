package dev.muster.agent.packing.zstd;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** Looks at packed bytes before they pass. */
interface Ahead {
    /** So many of the next bytes, fewer only at the end. */
    byte[] next(int count) throws IOException;

    /** The sequences of the block that begins here; nothing if it has none. */
    default Optional<Sequences> sequences() throws IOException, UnreadableException {
        byte[] head = next(BlockHead.SIZE);
        if (head.length < BlockHead.SIZE) {
            return Optional.empty();
        }
        BlockHead block = BlockHead.read(head);
        if (block.type() != BlockHead.PACKED || block.size() > BlockBytes.MOST) {
            return Optional.empty();
        }
        byte[] bytes = next(BlockHead.SIZE + block.size());
        byte[] content = Arrays.copyOfRange(bytes, BlockHead.SIZE, bytes.length);
        int start = Literals.read(content, content.length).end();
        UnreadableException.unless(start < content.length, "a block is cut");
        byte[] section = Arrays.copyOfRange(content, start, content.length);
        return Optional.of(Sequences.read(section, section.length)).filter(s -> s.count() > 0);
    }
}
