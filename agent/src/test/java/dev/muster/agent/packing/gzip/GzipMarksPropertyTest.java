package dev.muster.agent.packing.gzip;

import dev.muster.agent.packing.Contents;
import dev.muster.agent.packing.Mark;
import dev.muster.agent.packing.Relay;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class GzipMarksPropertyTest {
    /**
     * Red without inflatePrime; with one unused bit more or less; with a dictionary that lacks its first byte; with a
     * checksum or a size that begins anew; with marks that are one byte off.
     */
    @Property(tries = 30)
    void whoGoesOnAtAMarkUnpacksWhatIsLeft(@ForAll Contents contents, @ForAll long seed) throws IOException {
        Random random = new Random(seed);
        byte[] original = contents.make(random.nextInt(random.nextInt(4) == 0 ? 900_000 : 150_000), random);
        Relay relay = new Relay(new GzipFormat(), Members.pack(original, random), original, random);
        List<Mark> marks = relay.run();
        for (int i = 0; i < 3 && !marks.isEmpty(); i++) {
            relay.tail(marks.get(random.nextInt(marks.size())));
        }
    }
}
