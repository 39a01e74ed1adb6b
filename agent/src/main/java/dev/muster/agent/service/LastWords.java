package dev.muster.agent.service;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Of the last lines of a program that ended, those that say why: much may be written between an error and the end. */
final class LastWords {
    /** How far back to look. */
    static final int LINES = 60;

    private static final int SHOWN = 5;
    private static final int TROUBLE = 3;
    private static final Pattern WORDS =
            Pattern.compile("(?i)\\b(error|exception|fatal|panic|panicked|unable|cannot|failed|refused)\\b");

    private LastWords() {}

    /** At most five, in their order: up to three that speak of trouble, and the very last ones. */
    static List<String> of(List<String> lines) {
        List<Integer> trouble = IntStream.range(0, lines.size())
                .filter(i -> WORDS.matcher(lines.get(i)).find())
                .boxed()
                .toList();
        List<Integer> latest = trouble.subList(Math.max(0, trouble.size() - TROUBLE), trouble.size());
        int rest = SHOWN - latest.size();
        List<Integer> last = IntStream.range(0, lines.size())
                .filter(i -> !latest.contains(i))
                .boxed()
                .toList();
        List<Integer> end = last.subList(Math.max(0, last.size() - rest), last.size());
        return IntStream.range(0, lines.size())
                .filter(i -> latest.contains(i) || end.contains(i))
                .mapToObj(lines::get)
                .toList();
    }
}
