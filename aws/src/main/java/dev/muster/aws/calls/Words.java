package dev.muster.aws.calls;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the words in single braces of a pattern mean.
 *
 * @param meanings by word; a word may mean several things, such as each secret
 */
record Words(Map<String, List<String>> meanings) {
    /** Every meaning of a pattern. */
    Stream<String> fill(String pattern) {
        Stream<String> all = Stream.of(pattern);
        for (Map.Entry<String, List<String>> word : meanings.entrySet()) {
            String brace = "{" + word.getKey() + "}";
            all = all.flatMap(text -> text.contains(brace)
                    ? word.getValue().stream().map(meaning -> text.replace(brace, meaning))
                    : Stream.of(text));
        }
        return all;
    }
}
