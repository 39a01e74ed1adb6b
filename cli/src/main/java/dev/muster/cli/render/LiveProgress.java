package dev.muster.cli.render;

import dev.muster.cli.world.Console;
import dev.muster.cli.world.Console.Colour;
import dev.muster.core.progress.ProgressEvent;
import dev.muster.core.progress.ProgressEvent.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Draws the tree of work on a terminal: what is done stays as a line, what goes on is drawn again below it. */
final class LiveProgress implements ProgressOutput {
    private static final int BAR = 20;

    private final Console console;
    private final Map<List<String>, ProgressEvent> open = new LinkedHashMap<>();
    private final Map<List<String>, String> titles = new LinkedHashMap<>();
    private int drawn;

    LiveProgress(Console console) {
        this.console = console;
    }

    @Override
    public synchronized void accept(ProgressEvent event) {
        StringBuilder out = new StringBuilder(erase());
        switch (event.kind()) {
            case STARTED -> {
                titles.put(event.path(), event.text());
                open.put(event.path(), event);
            }
            case ADVANCED -> open.put(event.path(), event);
            case DONE, FAILED, NOTE -> {
                if (event.kind() != Kind.NOTE) {
                    open.remove(event.path());
                }
                out.append(finished(event)).append('\n');
            }
        }
        out.append(pending());
        console.err().print(out);
        console.err().flush();
    }

    private String erase() {
        String up = "\u001b[1A\u001b[2K".repeat(drawn);
        drawn = 0;
        return up;
    }

    private String finished(ProgressEvent event) {
        String sign = switch (event.kind()) {
            case DONE -> console.paint(Colour.GOOD, "✓");
            case FAILED -> console.paint(Colour.BAD, "✗");
            default -> "·";
        };
        return cut(" " + indent(event) + sign + " " + event.text());
    }

    private String pending() {
        List<String> lines = new ArrayList<>();
        open.forEach((path, event) -> {
            String title = titles.getOrDefault(path, "");
            String text = event.kind() == Kind.STARTED ? title + " ..." : title + ": " + event.text();
            Double fraction = event.fraction();
            lines.add(cut(" " + indent(event) + "• " + (fraction == null ? "" : bar(fraction)) + text));
        });
        drawn = lines.size();
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    private static String indent(ProgressEvent event) {
        return "  ".repeat(Math.max(0, event.path().size() - 2));
    }

    private static String bar(double fraction) {
        int full = (int) Math.round(Math.clamp(fraction, 0, 1) * BAR);
        return "[" + "=".repeat(full) + " ".repeat(BAR - full) + "] ";
    }

    private String cut(String line) {
        int escapes = line.length() - line.replaceAll("\u001b\\[[0-9;]*m", "").length();
        int most = console.width() - 1 + escapes;
        return line.length() <= most ? line : line.substring(0, most - 1) + "…";
    }

    @Override
    public synchronized void stepAside() {
        console.err().print(erase());
        console.err().flush();
    }

    @Override
    public synchronized void close() {
        stepAside();
        open.clear();
    }
}
