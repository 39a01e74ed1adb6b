package dev.muster.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.core.value.ByteSize;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How much data take. */
class DataSizeTest {
    @Test
    void aNetworksOwnSizeComesBeforeTheOneForAll() {
        Map<String, ByteSize> sizes = Map.of("*", ByteSize.parse("1 GB"), "mainnet", ByteSize.parse("500 GB"));
        assertThat(DataSize.on("mainnet", sizes)).contains(ByteSize.parse("500 GB"));
        assertThat(DataSize.on("regtest", sizes)).contains(ByteSize.parse("1 GB"));
        assertThat(DataSize.on("regtest", Map.of())).isEmpty();
    }
}
