package dev.muster.cli.render;

import dev.muster.agent.files.Json;
import dev.muster.cli.world.Console;
import dev.muster.core.progress.ProgressEvent;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A line of JSON for each event, on stderr like all progress. */
final class JsonProgress implements ProgressOutput {
    private final Console console;

    JsonProgress(Console console) {
        this.console = console;
    }

    @Override
    public void accept(ProgressEvent event) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("at", event.at().toString());
        line.put("path", event.path());
        line.put("event", event.kind().name().toLowerCase(Locale.ROOT));
        line.put("text", event.text());
        if (event.fraction() != null) {
            line.put("fraction", event.fraction());
        }
        console.say(Json.line(line));
    }

    @Override
    public void close() {}
}
