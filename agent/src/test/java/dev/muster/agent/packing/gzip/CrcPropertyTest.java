package dev.muster.agent.packing.gzip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.zip.CRC32;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class CrcPropertyTest {
    /** Red with a register that runs 31 bits back. */
    @Property(tries = 300)
    void goesOnFromAnyValue(@ForAll byte[] before, @ForAll byte[] after) {
        CRC32 whole = new CRC32();
        whole.update(before);
        CRC32 second = Crc.at((int) whole.getValue());
        assertThat(second.getValue()).isEqualTo(whole.getValue());
        whole.update(after);
        second.update(after);
        assertThat(second.getValue()).isEqualTo(whole.getValue());
    }

    @Property(tries = 300)
    void beginsAtAnyValue(@ForAll int value) {
        assertThat((int) Crc.at(value).getValue()).isEqualTo(value);
    }
}
