package dev.muster.aws.synth;

import dev.muster.aws.template.Value;
import dev.muster.core.value.Name;
import java.util.List;

/**
 * The first script of an instance: four values, and a text that never changes. Another byte in it would replace every
 * instance of every deployment, so whatever may change is fetched from the bucket.
 */
final class UserData {
    private UserData() {}

    static Value of(Name deployment, String slot, Value bucket) {
        return new Value.Base64(new Value.Join(
                "",
                List.of(
                        new Value.Text("#!/bin/bash\nDEPLOYMENT=" + deployment + "\nSLOT=" + slot + "\nREGION="),
                        Value.Ref.REGION,
                        new Value.Text("\nBUCKET="),
                        bucket,
                        new Value.Text("\n" + BootScript.FIRST.text()))));
    }
}
