package dev.muster.aws.cloud;

import dev.muster.core.value.Region;
import java.util.Optional;

/**
 * A region and who said so.
 *
 * @param source for a person: {@code --region}
 */
public record RegionChoice(Region region, String source) {
    /** The first that names one: the option, the spec, the environment, the profile. */
    public static Optional<RegionChoice> of(Optional<Region> option, Optional<Region> spec, Access access) {
        return option.map(region -> new RegionChoice(region, "--region"))
                .or(() -> spec.map(region -> new RegionChoice(region, "the spec")))
                .or(() -> variable(access, "AWS_REGION"))
                .or(() -> variable(access, "AWS_DEFAULT_REGION"))
                .or(() -> Profiles.of(access)
                        .region()
                        .map(region ->
                                new RegionChoice(new Region(region), "the profile \"" + access.profileName() + "\"")));
    }

    private static Optional<RegionChoice> variable(Access access, String name) {
        return access.set(name).map(region -> new RegionChoice(new Region(region), name));
    }
}
