package dev.muster.agent.install;

/** Hears how far an installation is: each change of phase and message, and bytes a few times a second. */
@FunctionalInterface
public interface InstallListener {
    /** A step. */
    void at(InstallStep step);

    /** Hears nothing. */
    static InstallListener none() {
        return step -> {};
    }
}
