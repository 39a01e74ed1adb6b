package dev.muster.agent.install;

import dev.muster.core.problem.MusterException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One install method with all its variables filled in, for one service on one machine. */
interface Way {
    /** All that tells this installation from another; what is installed with the same identity need not be again. */
    List<String> identity();

    /** What was made earlier, if it is still there: asks no network. */
    Optional<Made> find(Path folder, Made recorded);

    /** Why it does not fit this machine, in spite of what was decided before; asks the machine's programs. */
    Optional<Obstacle> obstacle();

    /**
     * Does it.
     *
     * @param staging empty folder; becomes this installation's folder when all is done
     * @throws MusterException if it fails
     * @throws IOException if the disk does
     */
    Made make(Path staging) throws IOException;
}
