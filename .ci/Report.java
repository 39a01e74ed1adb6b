import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;

/**
 * Reads Surefire's reports and prints minutes and counts by module and suite, minutes by the clock where suites ran side
 * by side, what failed, what did not run, and as the last line "N passed, N failed, N skipped". Arguments: seconds so far, exit code of the test command, of the
 * checks. Exits 1 when anything failed, when nothing ran, and under CI=true when anything was skipped.
 */
public final class Report {
    private record Case(String suite, String name, String outcome, String why) {}

    /** @param end when its report was written, in seconds */
    private record Suite(String module, String name, double seconds, double end, List<Case> cases) {
        double begin() {
            return end - seconds;
        }
    }

    private Report() {}

    public static void main(String[] args) throws Exception {
        List<Suite> suites = new ArrayList<>();
        for (Path file : reports()) {
            suites.add(read(file));
        }
        print(suites);
        List<Case> cases = Stream.concat(
                        suites.stream().flatMap(suite -> suite.cases().stream()), silent(suites).stream())
                .toList();
        list(cases, "failed", "failed:");
        list(cases, "skipped", "did not run:");

        long failed = cases.stream().filter(c -> c.outcome().equals("failed")).count();
        long skipped = cases.stream().filter(c -> c.outcome().equals("skipped")).count();
        long passed = cases.size() - failed - skipped;
        boolean ci = "true".equals(System.getenv("CI"));
        boolean commandFailed = !args[1].equals("0");
        boolean checkFailed = !args[2].equals("0");
        if (commandFailed) {
            System.out.println("./mvnw verify ended with " + args[1]);
        }
        if (checkFailed) {
            System.out.println("a check of the jar or the launcher failed, see above");
        }
        System.out.printf(Locale.ROOT, "all in all %.1f minutes%n", Integer.parseInt(args[0]) / 60.0);
        // A failure outside the tests counts as one, so that the last line never says 0 failed when this exits 1.
        long outside = (commandFailed && failed == 0 ? 1 : 0) + (checkFailed ? 1 : 0);
        System.out.println(passed + " passed, " + (failed + outside) + " failed, " + skipped + " skipped");
        System.exit(failed + outside > 0 || passed == 0 || ci && skipped > 0 ? 1 : 0);
    }

    private static List<Path> reports() throws IOException {
        try (Stream<Path> files = Files.find(Path.of("."), 4, (path, _) -> isReport(path))) {
            return files.sorted().toList();
        }
    }

    /** Suites that stand in the source and left no report: a module that failed keeps others from running. */
    private static List<Case> silent(List<Suite> suites) throws IOException {
        List<String> ran = suites.stream().map(Suite::name).toList();
        List<Case> silent = new ArrayList<>();
        for (String module : modules()) {
            Path sources = Path.of(module, "src", "test", "java");
            try (Stream<Path> files = Files.find(sources, 20, (path, _) -> path.toString().endsWith("Test.java"))) {
                files.map(file -> sources.relativize(file).toString().replace('/', '.').replace(".java", ""))
                        .filter(name -> !ran.contains(name.replace("dev.muster.", "")))
                        .forEach(name -> silent.add(new Case(name, "*", "skipped", "left no report")));
            }
        }
        return silent;
    }

    private static List<String> modules() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("."))) {
            return folders.filter(folder -> Files.isDirectory(folder.resolve("src/test/java")))
                    .map(folder -> folder.normalize().toString())
                    .sorted()
                    .toList();
        }
    }

    private static boolean isReport(Path path) {
        String name = path.getFileName().toString();
        return name.startsWith("TEST-") && name.endsWith(".xml") && path.getParent().endsWith("surefire-reports");
    }

    private static Suite read(Path file) throws Exception {
        var document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        var elements = document.getElementsByTagName("testcase");
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < elements.getLength(); i++) {
            Element test = (Element) elements.item(i);
            String outcome = has(test, "failure") || has(test, "error") ? "failed" : has(test, "skipped") ? "skipped" : "passed";
            cases.add(new Case(test.getAttribute("classname"), test.getAttribute("name"), outcome, why(test)));
        }
        Element suite = document.getDocumentElement();
        // The suite's own time: with what its tests share and set up once.
        double seconds = Double.parseDouble("0" + suite.getAttribute("time").replace(",", ""));
        String name = suite.getAttribute("name").replace("dev.muster.", "");
        double end = Files.getLastModifiedTime(file).toMillis() / 1000.0;
        return new Suite(file.normalize().getName(0).toString(), name, seconds, end, cases);
    }

    private static boolean has(Element test, String tag) {
        return test.getElementsByTagName(tag).getLength() > 0;
    }

    private static String why(Element test) {
        for (String tag : List.of("failure", "error", "skipped")) {
            if (has(test, tag)) {
                String message = ((Element) test.getElementsByTagName(tag).item(0)).getAttribute("message");
                return message.lines().findFirst().orElse("no reason given");
            }
        }
        return "";
    }

    private static void print(List<Suite> suites) {
        Map<String, List<Suite>> modules = new TreeMap<>();
        for (Suite suite : suites) {
            modules.computeIfAbsent(suite.module(), _ -> new ArrayList<>()).add(suite);
        }
        modules.forEach((module, list) -> {
            line(module, list);
            list.forEach(suite -> line("  " + suite.name(), List.of(suite)));
        });
    }

    private static void line(String what, List<Suite> suites) {
        int tests = suites.stream().mapToInt(suite -> suite.cases().size()).sum();
        double minutes = suites.stream().mapToDouble(Suite::seconds).sum() / 60;
        double clock = clock(suites) / 60;
        String less = minutes - clock < 0.1 ? "" : String.format(Locale.ROOT, ", %.2f by the clock", clock);
        System.out.printf(Locale.ROOT, "%-64s %6d tests %7.2f min%s%n", what, tests, minutes, less);
    }

    /** Seconds in which at least one of them ran: some run side by side. */
    private static double clock(List<Suite> suites) {
        double all = 0;
        double until = 0;
        for (Suite suite : suites.stream().sorted(Comparator.comparingDouble(Suite::begin)).toList()) {
            all += Math.max(0, suite.end() - Math.max(until, suite.begin()));
            until = Math.max(until, suite.end());
        }
        return all;
    }

    private static void list(List<Case> cases, String outcome, String title) {
        List<Case> some = cases.stream().filter(c -> c.outcome().equals(outcome)).toList();
        System.out.println(title + (some.isEmpty() ? " nothing" : ""));
        some.forEach(c -> System.out.println("  " + c.suite() + "." + c.name() + ": " + c.why()));
    }
}
