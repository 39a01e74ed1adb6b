package dev.muster.aws.price.refresh;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Serves small price lists of AWS's form: indexes, and CSV files with five rows about the file and the names. */
final class PriceListServer implements AutoCloseable {
    private static final String ABOUT = """
            "FormatVersion","v1.0"
            "Disclaimer","This pricing list is for informational purposes only. All prices, even these, are subject to terms"
            "Publication Date","2026-11-20T22:53:08Z"
            "Version","20261120225308"
            "OfferCode","%s"
            """;

    private final HttpServer server;
    private final Map<String, String> files = new LinkedHashMap<>();

    PriceListServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** A service's list of a region. */
    void offer(String offer, String region, List<Map<String, String>> rows) {
        String path = "/offers/v1.0/aws/" + offer + "/20261120225308/" + region + "/index";
        files.put("/offers/v1.0/aws/" + offer + "/current/region_index.json", """
                {"formatVersion": "v1.0", "publicationDate": "2026-11-20T22:53:08Z", "regions": {
                  "%s": {"regionCode": "%s", "currentVersionUrl": "%s.json"}}}
                """.formatted(region, region, path));
        files.put(path + ".csv", ABOUT.formatted(offer) + csv(rows));
    }

    /** The savings plans' list of a region; AWS writes it without quotes. */
    void savings(String region, List<Map<String, String>> rows) {
        String path = "/savingsPlan/v1.0/aws/AWSComputeSavingsPlan/20261118184447/" + region + "/index";
        files.put("/savingsPlan/v1.0/aws/AWSComputeSavingsPlan/current/region_index.json", """
                {"publicationDate": "2026-11-18T18:44:47Z", "regions": [
                  {"regionCode": "us-east-1-phl-1", "versionUrl": "/elsewhere/index.json"},
                  {"regionCode": "%s", "versionUrl": "%s.json"}]}
                """.formatted(region, path));
        String about = ABOUT.formatted("AmazonComputeSavingsPlan").replace("2026-11-20", "2026-11-18");
        files.put(
                path + ".csv",
                about.replace("\"", "").replace(", even these,", "") + csv(rows).replace("\"", ""));
    }

    /** Any answer. */
    void file(String path, String text) {
        files.put(path, text);
    }

    private static String csv(List<Map<String, String>> rows) {
        List<String> columns = new ArrayList<>(List.of("SKU"));
        rows.forEach(row ->
                row.keySet().stream().filter(key -> !columns.contains(key)).forEach(columns::add));
        return line(columns)
                + rows.stream()
                        .map(row -> line(columns.stream()
                                .map(column -> row.getOrDefault(column, "SKU".equals(column) ? "X" : ""))
                                .toList()))
                        .collect(Collectors.joining());
    }

    private static String line(List<String> fields) {
        return fields.stream()
                        .map(field -> field.isEmpty() ? "" : '"' + field.replace("\"", "\"\"") + '"')
                        .collect(Collectors.joining(","))
                + "\n";
    }

    private void answer(HttpExchange exchange) throws IOException {
        String text = files.get(exchange.getRequestURI().getPath());
        byte[] bytes = (text == null ? "no such key" : text).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(text == null ? 403 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
