package dev.muster.e2e;

import dev.muster.agent.testing.Needs;
import dev.muster.core.fault.FaultWatch;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A story of faults around one real Litecoin node, whose chain of 50 blocks must outlive them. */
abstract class OneLitecoin {
    static final String SPEC = """
            muster: 1
            name: ltc
            blueprint: litecoin
            network: regtest
            produce: {every: 1h, initial: 50}
            """;

    @TempDir
    Path home;

    Muster muster;

    @BeforeAll
    static void litecoind() {
        Needs.that(Files.exists(Path.of("/usr/lib/litecoin/litecoind")), "litecoind (apt-get install litecoind)");
    }

    FaultWatch row(String area, String fault, String how) throws Exception {
        return FaultWatch.of(area, fault, how).data(Seen.CHAIN, Seen.chain(muster, "ltc", 50));
    }

    Path slot() {
        return muster.slotFolder("ltc", 1);
    }
}
