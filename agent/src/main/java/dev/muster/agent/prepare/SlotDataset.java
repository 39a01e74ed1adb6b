package dev.muster.agent.prepare;

import dev.muster.agent.dataset.Restored;
import dev.muster.core.blueprint.Blueprint;
import dev.muster.core.blueprint.Dataset;
import dev.muster.core.problem.MusterException;
import java.io.IOException;
import java.nio.file.Path;

/** A dataset restored while its slot tells of it, whatever comes of it. */
public record SlotDataset(DatasetStep step, RestoreTelling telling) {
    /**
     * Does it.
     *
     * @param volume where the volume {@code data} is
     * @return what came of it, in words
     */
    public String restore(Dataset dataset, Blueprint blueprint, Path volume) throws IOException {
        telling.begin();
        try {
            Restored restored = step.run(dataset, blueprint, volume, telling);
            String words = DatasetStep.words(dataset, restored);
            telling.done(words);
            return words;
        } catch (MusterException e) {
            telling.failed(e);
            throw e;
        }
    }
}
