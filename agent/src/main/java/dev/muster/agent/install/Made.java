package dev.muster.agent.install;

import dev.muster.agent.container.Engine;
import java.util.Optional;

/**
 * What a method made.
 *
 * @param program absolute path, path relative to the folder of this installation, or image reference
 */
record Made(String program, Optional<String> version, Optional<Engine> engine) {
    static Made program(String program, Optional<String> version) {
        return new Made(program, version, Optional.empty());
    }
}
