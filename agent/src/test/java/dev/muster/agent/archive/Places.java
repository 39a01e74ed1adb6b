package dev.muster.agent.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks again and again, and keeps all places. */
final class Places implements UnpackWatch {
    private final List<Place> all = new ArrayList<>();
    private boolean asked;

    List<Place> all() {
        return all;
    }

    Optional<Place> last() {
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    @Override
    public void written(long bytes) {}

    @Override
    public boolean wantsPlace() {
        boolean wants = !asked;
        asked = true;
        return wants;
    }

    @Override
    public void place(Place place) {
        all.add(place);
        asked = false;
    }
}
