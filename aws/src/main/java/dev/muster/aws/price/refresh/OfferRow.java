package dev.muster.aws.price.refresh;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * A row of a price-list file.
 *
 * @param columns position by name
 */
record OfferRow(Map<String, Integer> columns, List<String> fields) {
    /** The field under a column; empty text without either. */
    String get(String column) {
        int at = columns.getOrDefault(column, fields.size());
        return at < fields.size() ? fields.get(at) : "";
    }

    /** A number; zero if the field holds none. */
    BigDecimal number(String column) {
        try {
            return new BigDecimal(get(column));
        } catch (NumberFormatException e) {
            return BigDecimal.ZERO;
        }
    }

    /**
     * Whether it is of a kind of usage. Outside us-east-1 usage types begin with a short form or the code of the
     * region: {@code APN1-EBS:VolumeUsage.gp3}, {@code us-west-2-KMS-Keys}.
     */
    boolean usage(String column, String type) {
        String usage = get(column);
        return usage.equals(type) || usage.endsWith("-" + type);
    }

    /** Whether it holds in a region itself rather than in one of its local or wavelength zones. */
    boolean inRegion() {
        String kind = get("Location Type") + get("From Location Type");
        return kind.isEmpty() || kind.startsWith("AWS Region");
    }
}
