package dev.muster.aws.price.refresh;

import dev.muster.core.problem.MusterException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A price-list file as CSV: five rows about the file, a row of column names, then one row a price ("Reading the service
 * price list file for an AWS service", docs.aws.amazon.com/awsaccountbilling, 2026-11-22).
 */
final class OfferFile {
    private static final int ROWS_ABOUT_THE_FILE = 5;

    private OfferFile() {}

    /**
     * Hands out the rows one by one.
     *
     * @param name for messages
     * @return the day it was published, ISO
     */
    static String read(String name, InputStream in, Consumer<OfferRow> rows) throws IOException {
        CsvReader csv = new CsvReader(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16));
        Map<String, String> about = new HashMap<>();
        for (int row = 0; row < ROWS_ABOUT_THE_FILE; row++) {
            List<String> pair = csv.row().orElse(List.of());
            if (pair.size() > 1) {
                about.put(pair.get(0), pair.get(1));
            }
        }
        Map<String, Integer> columns = columns(name, csv.row());
        for (Optional<List<String>> row = csv.row(); row.isPresent(); row = csv.row()) {
            rows.accept(new OfferRow(columns, row.get()));
        }
        return published(name, about);
    }

    private static Map<String, Integer> columns(String name, Optional<List<String>> names) {
        Map<String, Integer> columns = new HashMap<>();
        List<String> all = names.orElse(List.of());
        for (int at = 0; at < all.size(); at++) {
            columns.putIfAbsent(all.get(at), at);
        }
        if (!columns.containsKey("SKU")) {
            throw strange(name, "its sixth row does not name the column SKU");
        }
        return columns;
    }

    private static String published(String name, Map<String, String> about) {
        String date = about.getOrDefault("Publication Date", "");
        if (date.length() < 10) {
            throw strange(name, "it does not say when it was published");
        }
        return date.substring(0, 10);
    }

    private static MusterException strange(String name, String why) {
        return MusterException.failed(
                "The price list " + name + " is not of the form that is known: " + why + ".",
                "The prices used before stay in use; report this.");
    }
}
