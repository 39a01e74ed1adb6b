package dev.muster.aws.cloud;

import dev.muster.aws.facts.AwsFacts;
import dev.muster.core.problem.MusterException;
import dev.muster.core.text.Suggest;
import dev.muster.core.value.Region;
import java.util.Optional;
import java.util.Set;

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
                        .map(region -> named(region, "the profile \"" + access.profileName() + "\"")));
    }

    private static Optional<RegionChoice> variable(Access access, String name) {
        return access.set(name).map(region -> named(region, name));
    }

    /**
     * A region that is named outside of a spec.
     *
     * @throws MusterException if AWS has none of that code, as far as is known here
     */
    public static RegionChoice named(String code, String source) {
        Set<String> known = new AwsFacts().regions().keySet();
        if (!known.contains(code)) {
            throw MusterException.invalid(
                    "there is no region \"" + code + "\"" + Suggest.tail(code, known),
                    source + " names it; \"muster regions\" lists those there are");
        }
        return new RegionChoice(new Region(code), source);
    }
}
