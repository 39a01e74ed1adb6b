package dev.muster.aws.synth;

import dev.muster.core.value.Cidr;
import java.util.List;

/**
 * A port that others than the machine itself may reach.
 *
 * @param from who; none of them: the VPC's own addresses
 */
public record OpenPort(String name, int number, List<String> protocols, List<Cidr> from) {
    public OpenPort {
        protocols = List.copyOf(protocols);
        from = List.copyOf(from);
    }

    /** Whether everybody may reach it. */
    public boolean world() {
        return from.contains(Cidr.WORLD);
    }
}
