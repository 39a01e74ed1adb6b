package dev.muster.aws.cost;

import dev.muster.aws.price.Figure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Adds up what parts of an item cost; unknown as soon as one of them is. */
final class Tally {
    private final List<Figure> figures = new ArrayList<>();
    private BigDecimal usd = BigDecimal.ZERO;
    private boolean known = true;

    /** So many units at a price; nothing is asked of the price of none. */
    Tally add(BigDecimal units, Optional<Figure> price) {
        if (units.signum() <= 0) {
            return this;
        }
        known &= price.isPresent();
        price.ifPresent(figure -> {
            figures.add(figure);
            usd = usd.add(units.multiply(figure.usd()));
        });
        return this;
    }

    /** Units of which nobody knows how many. */
    Tally unknown() {
        known = false;
        return this;
    }

    Optional<BigDecimal> usd() {
        return known ? Optional.of(usd.stripTrailingZeros()) : Optional.empty();
    }

    List<Figure> figures() {
        return List.copyOf(figures);
    }
}
