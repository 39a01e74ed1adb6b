package dev.muster.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.agent.files.Json;
import dev.muster.agent.testing.Needs;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The aws command line. Its start takes longer than what it does, and tests have hundreds of commands: where it is a
 * package of Python's, one process carries out all of them, and elsewhere each is a process.
 */
final class AwsTool {
    private static final Path SCRIPT = Path.of("src/test/resources/aws/one-process.py");

    private static Optional<AwsTool> one = Optional.empty();
    private static boolean looked;

    private final BufferedWriter orders;
    private final BufferedReader answers;

    /** How a command ended, and what it said on both its outputs. */
    record Ended(int code, String said) {}

    private AwsTool(Process process) {
        orders = process.outputWriter(StandardCharsets.UTF_8);
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Carries a command out. */
    static synchronized Ended run(List<String> words, Map<String, String> environment) throws Exception {
        Path program = Needs.tool("aws");
        if (!looked) {
            looked = true;
            one = started();
        }
        return one.isPresent() ? one.get().order(words, environment) : alone(program, words, environment);
    }

    /** It ends with this JVM, whose end is the end of its orders. Empty if there is no such package. */
    private static Optional<AwsTool> started() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Needs.tool("python3").toString(), SCRIPT.toString());
        builder.environment().put("PYTHONUTF8", "1");
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        AwsTool tool = new AwsTool(builder.start());
        return "ready".equals(tool.answers.readLine()) ? Optional.of(tool) : Optional.empty();
    }

    private Ended order(List<String> words, Map<String, String> environment) throws IOException {
        orders.write(Json.line(Map.of("words", words, "environment", environment)) + "\n");
        orders.flush();
        JsonNode answer = Json.tree(String.valueOf(answers.readLine()));
        if (!answer.has("code")) {
            throw new IOException("the aws command line has ended at " + words);
        }
        return new Ended(answer.path("code").asInt(), answer.path("said").asText());
    }

    private static Ended alone(Path program, List<String> words, Map<String, String> environment) throws Exception {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), said);
    }
}
