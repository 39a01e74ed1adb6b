package dev.muster.agent.install;

import dev.muster.agent.command.Command;
import dev.muster.agent.command.Outcome;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Debian machine says of a package.
 *
 * @param installed version, if dpkg has it installed
 * @param program whether the program it should bring is there
 * @param candidate version that apt would install, if it knows one and one is needed
 * @param root whether packages can be installed
 * @param apt whether there is an apt-get
 */
record PackageFacts(
        Optional<String> installed, boolean program, Optional<String> candidate, boolean root, boolean apt) {
    private static final Pattern CANDIDATE =
            Pattern.compile("^\\s+Candidate: (?!\\(none\\))(\\S+)$", Pattern.MULTILINE);

    /** Asks dpkg, and apt, which takes a second, only if dpkg has no version that fits; neither asks the network. */
    static PackageFacts ask(String name, String program, Optional<String> pinned, Machine machine) {
        Optional<String> installed = installed(machine.commands()
                .run(Command.of("dpkg-query", "--show", "--showformat", "${db:Status-Status} ${Version}\\n", name)));
        boolean fits = installed.filter(it -> PackageDecision.fits(it, pinned)).isPresent();
        return new PackageFacts(
                installed,
                ProgramFile.isThere(machine.at(program)),
                fits ? Optional.empty() : candidate(machine.commands().run(Command.of("apt-cache", "policy", name))),
                machine.isRoot(),
                machine.programs().apply("apt-get").isPresent());
    }

    static Optional<String> installed(Outcome answer) {
        return answer.out()
                .lines()
                .filter(line -> answer.ok() && line.startsWith("installed "))
                .map(line -> line.substring("installed ".length()).strip())
                .findFirst();
    }

    static Optional<String> candidate(Outcome answer) {
        Matcher candidate = CANDIDATE.matcher(answer.out());
        return answer.ok() && candidate.find() ? Optional.of(candidate.group(1)) : Optional.empty();
    }
}
