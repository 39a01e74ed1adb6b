package dev.muster.agent.packing.gzip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.agent.packing.Contents;
import dev.muster.agent.packing.Filter;
import dev.muster.agent.packing.Mark;
import dev.muster.agent.packing.Relay;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the program gzip packs, which has a deflate of its own. */
class GzipProgramTest {
    @ParameterizedTest
    @ValueSource(strings = {"gzip -1", "gzip -6", "gzip -9", "gzip -6 --rsyncable"})
    void itsFilesAreUnpackedFromEveryMarkOn(String command) throws IOException, InterruptedException {
        for (Contents contents : Contents.values()) {
            Random random = new Random(contents.name().length());
            byte[] original = contents.make(200_000, random);
            byte[] half = Arrays.copyOf(original, original.length / 2);
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            packed.writeBytes(Filter.run(command, half));
            packed.writeBytes(Filter.run(command, Arrays.copyOfRange(original, half.length, original.length)));
            Relay relay = new Relay(new GzipFormat(), packed.toByteArray(), original, random);
            List<Mark> marks = relay.run();
            assertThat(marks.isEmpty()).as("%s", contents).isEqualTo(original.length == 0);
            for (Mark mark : marks.subList(0, Math.min(5, marks.size()))) {
                relay.tail(mark);
            }
        }
    }
}
