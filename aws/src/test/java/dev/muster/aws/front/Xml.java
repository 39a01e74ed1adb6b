package dev.muster.aws.front;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and writes the flat XML of answers. */
final class Xml {
    private Xml() {}

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    static String element(String name, String text) {
        return "<" + name + ">" + escape(text) + "</" + name + ">";
    }

    /** The text of the first element of a name. */
    static Optional<String> first(String xml, String name) {
        return all(xml, name).stream().findFirst();
    }

    /** The inside of all elements of a name that do not lie in each other. */
    static List<String> all(String xml, String name) {
        Matcher found = Pattern.compile("<" + name + "(?: [^>]*)?>(.*?)</" + name + ">", Pattern.DOTALL)
                .matcher(xml);
        List<String> all = new ArrayList<>();
        while (found.find()) {
            all.add(found.group(1));
        }
        return all;
    }
}
