package dev.muster.agent.install;

import java.util.OptionalLong;

/**
 * How far an installation is.
 *
 * @param phase {@code wait}, {@code download}, {@code check}, {@code unpack} or {@code install}
 * @param message for a person
 * @param done bytes; 0 where bytes are not what is counted
 * @param total bytes; empty if unknown
 */
public record InstallStep(String phase, String message, long done, OptionalLong total) {
    static InstallStep of(String phase, String message) {
        return new InstallStep(phase, message, 0, OptionalLong.empty());
    }
}
