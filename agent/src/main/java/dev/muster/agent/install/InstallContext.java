package dev.muster.agent.install;

import dev.muster.agent.fetch.Fetcher;
import java.nio.file.Path;

/**
 * All that installing needs from outside.
 *
 * @param template fills in the blueprint's variables
 * @param software the deployment's folder for programs; made if missing
 * @param cache folder for downloads that all deployments share; made if missing
 */
public record InstallContext(
        Machine machine,
        Wanted wanted,
        Template template,
        Path software,
        Path cache,
        Fetcher fetcher,
        InstallListener listener) {

    void tell(String phase, String message) {
        listener.at(InstallStep.of(phase, message));
    }
}
