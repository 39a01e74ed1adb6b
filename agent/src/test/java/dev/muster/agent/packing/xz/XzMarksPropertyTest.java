package dev.muster.agent.packing.xz;

import dev.muster.agent.packing.Contents;
import dev.muster.agent.packing.Mark;
import dev.muster.agent.packing.Relay;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class XzMarksPropertyTest {
    /**
     * Red with blocks that a mark leaves out; with padding that is counted among a block's bytes; with marks that are four
     * bytes off.
     */
    @Property(tries = 40)
    void whoGoesOnAtAMarkUnpacksWhatIsLeft(@ForAll Contents contents, @ForAll long seed) throws IOException {
        Random random = new Random(seed);
        byte[] original = contents.make(random.nextInt(random.nextInt(4) == 0 ? 300_000 : 60_000), random);
        byte[] packed = random.nextBoolean() ? Streams.pack(original, random) : Streams.one(original, random);
        Relay relay = new Relay(new XzFormat(), packed, original, random);
        List<Mark> marks = relay.run();
        for (int i = 0; i < 3 && !marks.isEmpty(); i++) {
            relay.tail(marks.get(random.nextInt(marks.size())));
        }
    }
}
