package dev.muster.aws.price;

import dev.muster.core.value.Region;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** All figures that are known. Immutable. */
public final class PriceTable {
    private final SortedMap<Figure.Key, Figure> figures = new TreeMap<>();

    /** Of two figures for the same thing the one stays that has the later date, or has a date of its own at all. */
    public PriceTable(Collection<Figure> all) {
        all.forEach(figure -> figures.merge(figure.key(), figure, PriceTable::later));
    }

    private static Figure later(Figure one, Figure other) {
        int byDate = other.source().date().compareTo(one.source().date());
        boolean newer = other.source().dated() == one.source().dated()
                ? byDate > 0
                : other.source().dated();
        return newer ? other : one;
    }

    /** The price of what there is only one type of; empty: no price is known, whatever other regions cost. */
    public Optional<Figure> find(Item item, Region region) {
        return find(item, region, "");
    }

    /** The price of a type in a region; empty: no price is known, whatever other regions cost. */
    public Optional<Figure> find(Item item, Region region, String type) {
        return Optional.ofNullable(figures.get(new Figure.Key(item, region.code(), type)))
                .or(() -> Optional.ofNullable(figures.get(new Figure.Key(item, Figure.GLOBAL, type))));
    }

    /** Prices that hold from so many units a month on, the first tier first; empty if none is known. */
    public List<Figure> tiers(Item item, Region region) {
        return figures.values().stream()
                .filter(figure -> figure.item() == item && figure.region().equals(region.code()))
                .sorted(Comparator.comparing(figure -> new BigDecimal(figure.type())))
                .toList();
    }

    /** How many units of a type cost nothing; the same in all regions. */
    public BigDecimal free(Item item, String type) {
        return figures.values().stream()
                .filter(figure -> figure.item() == item && figure.type().equals(type))
                .map(Figure::free)
                .max(Comparator.naturalOrder())
                .orElse(BigDecimal.ZERO);
    }

    /** All figures, by item, region and type. */
    public List<Figure> figures() {
        return List.copyOf(figures.values());
    }

    /** This table with figures that are newer in place of its own. */
    public PriceTable with(Collection<Figure> more) {
        PriceTable both = new PriceTable(figures.values());
        more.forEach(figure -> both.figures.merge(figure.key(), figure, PriceTable::later));
        return both;
    }
}
