package dev.muster.aws.rules;

import dev.muster.aws.fixtures.Golden;
import java.util.ArrayList;
import java.util.List;

/** The table of wrong specs, {@code wrong-specs.txt}. */
final class WrongSpecs {
    static final String FILE = "wrong-specs.txt";

    private WrongSpecs() {}

    /**
     * A wrong spec.
     *
     * @param source its lines in the table, without what is said
     * @param says what is said of it
     */
    record Row(List<String> source, List<String> says) {
        String spec() {
            String topology = with('=').getFirst();
            List<String> lines = new ArrayList<>(List.of("muster: 1", "name: demo", "blueprint: examplenode"));
            lines.addAll(List.of("network: mainnet", "target: aws", "topology: " + topology));
            lines.addAll(with('^'));
            lines.add("aws:");
            List<String> own = with('|');
            String region = topology.equals("fleet") ? "regions: [us-east-1, eu-central-1]" : "region: us-east-1";
            if (with('-').isEmpty() && own.stream().noneMatch(line -> line.startsWith("region"))) {
                lines.add("  " + region);
            }
            own.forEach(line -> lines.add("  " + line));
            if (lines.getLast().equals("aws:")) {
                lines.add("  dashboard: true");
            }
            return String.join("\n", lines) + "\n";
        }

        String blueprint(String text) {
            String changed = text;
            for (String change : with('~')) {
                String[] sides = change.replace("\\n", "\n").split(" => ", 2);
                changed = changed.replace(sides[0], sides[1]);
            }
            return changed;
        }

        private List<String> with(char mark) {
            return source.stream()
                    .filter(line -> line.charAt(0) == mark)
                    .map(line -> line.substring(2))
                    .toList();
        }
    }

    static List<Row> read() {
        List<Row> rows = new ArrayList<>();
        for (String block : Golden.read(FILE).split("\n\n", -1)) {
            List<String> lines = block.lines().filter(line -> !line.isBlank()).toList();
            if (!lines.isEmpty() && lines.getFirst().startsWith("=")) {
                rows.add(new Row(
                        lines.stream().filter(line -> !line.startsWith(">")).toList(),
                        lines.stream()
                                .filter(line -> line.startsWith(">"))
                                .map(line -> line.substring(2))
                                .toList()));
            }
        }
        return rows;
    }

    static void write(List<Row> rows) {
        String old = Golden.read(FILE);
        StringBuilder text = new StringBuilder(old.substring(0, old.indexOf("\n\n")));
        for (Row row : rows) {
            text.append("\n\n").append(String.join("\n", row.source()));
            row.says().forEach(line -> text.append("\n> ").append(line));
        }
        Golden.write(FILE, text.append('\n').toString());
    }
}
