package dev.muster.aws.price;

/**
 * Where figures come from.
 *
 * @param where page, repository with commit, or price-list file
 * @param date ISO, {@code 2026-07-20} or {@code 2025-10}
 * @param dateIs what the date is of: the day they were {@code published}, {@code effective}, {@code made},
 *     {@code changed}, or, if the source states none, {@code read}
 */
public record PriceSource(String where, String date, String dateIs) {
    /** Whether the source itself says of when its figures are. */
    public boolean dated() {
        return !dateIs.equals("read");
    }
}
