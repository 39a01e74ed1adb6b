package dev.muster.core.text;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Strict Mustache templates: an unknown variable is an error, an unset one may only be asked for by a section. Values
 * are escaped for the kind of file they go into, so that no value can add a line or a key.
 */
public final class Template {
    private static final Mustache.Compiler STRICT =
            Mustache.compiler().strictSections(true).standardsMode(false).withFormatter(Template::format);

    private static final Pattern UNKNOWN =
            Pattern.compile("No (?:method or field|key, method or field) with name '(.+)' on line (\\d+)");

    private Template() {}

    private static final class UnsetException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnsetException() {
            super("a value that may not be set stands outside of a section {{#...}} that asks for it");
        }
    }

    /**
     * Renders a configuration file.
     *
     * @param name its path; the ending decides how values are escaped
     * @throws TemplateException if it cannot be rendered
     */
    public static String file(String name, String template, Map<String, Object> variables) {
        Mustache.Escaper escaper =
                name.endsWith(".json") || name.endsWith(".toml") ? Template::quotable : value -> oneLine(name, value);
        return render(name, template, variables, STRICT.withEscaper(escaper));
    }

    /**
     * Renders a single value, such as an argument or a URL, as it is.
     *
     * @param name what it is, for messages
     * @throws TemplateException if it cannot be rendered
     */
    public static String value(String name, String template, Map<String, Object> variables) {
        return template.contains("{{")
                ? render(name, template, variables, STRICT.withEscaper(Escapers.NONE))
                : template;
    }

    private static String render(
            String name, String template, Map<String, Object> variables, Mustache.Compiler compiler) {
        try {
            return compiler.compile(template).execute(variables);
        } catch (MustacheException e) {
            throw new TemplateException(name + ": " + words(String.valueOf(e.getMessage())));
        } catch (UnsetException e) {
            throw new TemplateException(name + ": " + e.getMessage());
        }
    }

    private static String words(String message) {
        Matcher unknown = UNKNOWN.matcher(message);
        return unknown.matches()
                ? "there is no variable {{" + unknown.group(1) + "}} (line " + unknown.group(2) + ")"
                : message;
    }

    private static String format(Object value) {
        if (value == Unset.UNSET) {
            throw new UnsetException();
        }
        return String.valueOf(value);
    }

    private static String oneLine(String name, String value) {
        if (value.chars().anyMatch(c -> c < ' ' && c != '\t')) {
            throw new TemplateException(name + ": a value has a line break or control character; it would add a line");
        }
        return value;
    }

    /** As the inside of a JSON or TOML basic string. */
    private static String quotable(String value) {
        StringBuilder escaped = new StringBuilder();
        value.chars().forEach(c -> {
            switch (c) {
                case '"' -> escaped.append("\\\"");
                case '\\' -> escaped.append("\\\\");
                default -> {
                    if (c < ' ' || c == 0x7f) {
                        escaped.append("\\u%04x".formatted(c));
                    } else {
                        escaped.append((char) c);
                    }
                }
            }
        });
        return escaped.toString();
    }
}
