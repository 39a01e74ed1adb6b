package dev.muster.cli.render;

import java.util.ArrayList;
import java.util.List;

/** A terminal that knows text, line ends, "one line up" and "clear the line"; wraps like a real one. */
final class Screen {
    private final int width;
    private final List<StringBuilder> rows = new ArrayList<>(List.of(new StringBuilder()));
    private int row;

    private Screen(int width) {
        this.width = width;
    }

    static Screen of(int width, String bytes) {
        Screen screen = new Screen(width);
        for (int i = 0; i < bytes.length(); i++) {
            if (bytes.startsWith("\u001b[1A", i)) {
                screen.row--;
                i += 3;
            } else if (bytes.startsWith("\u001b[2K", i)) {
                screen.rows.get(screen.row).setLength(0);
                i += 3;
            } else {
                screen.put(bytes.charAt(i));
            }
        }
        return screen;
    }

    private void put(char c) {
        if (c == '\n' || rows.get(row).length() == width) {
            row++;
            if (row == rows.size()) {
                rows.add(new StringBuilder());
            }
        }
        if (c != '\n') {
            rows.get(row).append(c);
        }
    }

    /** What is to be seen, without empty lines at the end. */
    List<String> lines() {
        List<String> lines =
                new ArrayList<>(rows.stream().map(StringBuilder::toString).toList());
        while (!lines.isEmpty() && lines.getLast().isEmpty()) {
            lines.removeLast();
        }
        return lines;
    }
}
