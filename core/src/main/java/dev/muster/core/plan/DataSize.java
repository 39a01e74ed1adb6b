package dev.muster.core.plan;

import dev.muster.core.blueprint.Blueprint;
import dev.muster.core.blueprint.Setting;
import dev.muster.core.blueprint.VolumeDef;
import dev.muster.core.spec.Spec;
import dev.muster.core.value.ByteSize;
import java.util.Map;
import java.util.Optional;

/** How much the data of a node take, as far as a spec and its blueprint tell. */
public final class DataSize {
    private DataSize() {}

    /** What the blueprint states that the data take on the network, all of it. */
    public static Optional<ByteSize> stated(Spec spec, Blueprint blueprint) {
        return Optional.ofNullable(blueprint.volumes().get("data"))
                .map(VolumeDef::sizes)
                .flatMap(sizes -> on(spec.network(), sizes));
    }

    /** What the setting {@code prune} keeps of it; empty where the whole is kept. */
    public static Optional<ByteSize> pruned(Spec spec, Blueprint blueprint) {
        return Optional.ofNullable(blueprint.settings().get("prune"))
                .filter(setting -> setting.type() == Setting.Type.SIZE)
                .flatMap(setting ->
                        Optional.ofNullable(spec.settings().get("prune")).or(setting::defaultValue))
                .map(ByteSize::parse);
    }

    /** The size of a network, else the one for all ({@code *}). */
    public static Optional<ByteSize> on(String network, Map<String, ByteSize> sizes) {
        return Optional.ofNullable(sizes.get(network)).or(() -> Optional.ofNullable(sizes.get("*")));
    }
}
