package dev.muster.aws.synth;

import dev.muster.aws.template.Value;
import java.util.List;
import java.util.function.Supplier;

/**
 * The network that nodes stand in.
 *
 * @param vpc id; asked for only if something stands in it
 * @param range the VPC's addresses; asked for only if a rule needs it
 * @param places where slots go, in turn
 * @param first ids of resources without which an instance cannot reach the world
 */
record Ground(Supplier<Value> vpc, Supplier<Value> range, List<Place> places, List<String> first) {
    /** A subnet and the zone it lies in, which only volumes ask for. */
    record Place(Value subnet, Supplier<Value> zone) {}

    /** Where a slot goes. */
    Place place(int slot) {
        return places.get((slot - 1) % places.size());
    }

    List<Value> subnets() {
        return places.stream().map(Place::subnet).toList();
    }
}
