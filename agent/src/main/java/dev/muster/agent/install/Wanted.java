package dev.muster.agent.install;

import dev.muster.core.blueprint.Version;
import java.util.Optional;

/**
 * Which software is wanted.
 *
 * @param version what to take where there is a choice; empty if the blueprint has no versions
 * @param pinned whether the spec insists on that version: then a method that gives another one does not fit
 * @param kind kind of method that the spec insists on
 */
public record Wanted(Optional<Version> version, boolean pinned, Optional<String> kind) {
    /** Whatever the blueprint's origin gives. */
    public static Wanted anything() {
        return new Wanted(Optional.empty(), false, Optional.empty());
    }

    /** The version to take when nothing else is said, so that what a blueprint says without a version holds for it. */
    boolean isDefault() {
        return version.map(Version::defaultVersion).orElse(true);
    }

    /** The version's number. */
    Optional<String> number() {
        return version.map(Version::number);
    }

    /** The version's number if it must be that one. */
    Optional<String> pinnedNumber() {
        return pinned ? number() : Optional.empty();
    }
}
