package dev.muster.agent.testing;

import dev.muster.agent.command.Command;
import dev.muster.agent.command.Outcome;
import dev.muster.agent.command.SystemCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A repository of one package inside a Debian tree: {@code musterd}, whose maintainer script starts its service, which
 * leaves the file {@code /musterd-was-started}. Apt does not know it until its lists are fetched.
 */
public record DebianRepository(DebianTree tree) {
    /** Where the package puts its program. */
    public static final String PROGRAM = "/usr/bin/musterd";

    /** Makes version 1.2 of the package and announces the repository to apt. */
    public static DebianRepository in(DebianTree tree) throws IOException {
        Path work = tree.root().resolve("srv/package");
        DebianTree package_ = new DebianTree(work, work);
        package_.program("DEBIAN/postinst", """
                #!/bin/sh
                update-rc.d musterd defaults
                invoke-rc.d musterd start || true
                """);
        package_.program("usr/bin/musterd", "#!/bin/sh\necho 1.2\n");
        package_.program("etc/init.d/musterd", """
                #!/bin/sh
                ### BEGIN INIT INFO
                # Provides: musterd
                # Required-Start:
                # Required-Stop:
                # Default-Start: 2 3 4 5
                # Default-Stop:
                ### END INIT INFO
                touch /musterd-was-started
                """);
        Files.writeString(work.resolve("DEBIAN/control"), CONTROL + "\n");
        Path repository = Files.createDirectories(tree.root().resolve("srv/repository"));
        tree.run("dpkg-deb", "--root-owner-group", "--build", "/srv/package", "/srv/repository/musterd.deb");
        index(repository);
        Files.writeString(tree.root().resolve("etc/apt/sources.list"), "deb [trusted=yes] file:/srv/repository ./\n");
        looksBooted(tree);
        return new DebianRepository(tree);
    }

    private static final String CONTROL = """
            Package: musterd
            Version: 1.2-1
            Architecture: all
            Maintainer: Nobody <nobody@example.org>
            Description: starts itself when it is installed""";

    private static void index(Path repository) throws IOException {
        Path file = repository.resolve("musterd.deb");
        Outcome sum = new SystemCommands().run(Command.of("sha256sum", file.toString()));
        Files.writeString(
                repository.resolve("Packages"),
                CONTROL + "\nFilename: ./musterd.deb\nSize: " + Files.size(file) + "\nSHA256: "
                        + sum.out().substring(0, 64) + "\n");
    }

    /** What makes invoke-rc.d believe that services can be started: an init, in run level 2. */
    private static void looksBooted(DebianTree tree) throws IOException {
        tree.program("usr/sbin/init", "#!/bin/sh\n");
        tree.program("usr/sbin/runlevel", "#!/bin/sh\necho N 2\n");
    }

    /** Whether the package has started its service. */
    public boolean wasStarted() {
        return Files.exists(tree.root().resolve("musterd-was-started"));
    }
}
