package dev.muster.e2e.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.aws.front.Answer;
import dev.muster.aws.front.Call;
import dev.muster.aws.front.Emulator;
import dev.muster.aws.front.Faults;
import dev.muster.aws.front.Rule;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Boots that cannot end well say so: the reason in the bucket, and then one signal of failure to the stack.
 *
 * <p>Sabotage that turns it red: the signal comes without a report; {@code boot.sh} is read in with what it ends with
 * left unseen; prepare ends well although a secret is missing; {@code muster-prepare.service} is tried once.
 */
class FailedBootTest extends BootStory {
    private void fails(String reason) throws Exception {
        try (Instance machine = new Instance(net, volume).start()) {
            failed(machine, reason);
        }
    }

    /** The boot failed, and said why in the bucket first and then to the stack. */
    private void failed(Instance machine, String reason) throws Exception {
        await(
                machine,
                Duration.ofMinutes(6),
                "signal",
                () -> !account.front().calls("SignalResource").isEmpty());
        assertThat(account.front().calls("SignalResource")).singleElement().satisfies(call -> {
            assertThat(call.value("Status")).contains("FAILURE");
            assertThat(call.value("UniqueId")).contains(instance);
        });
        assertThat(account.failure().path("reason").asText()).contains(reason);
    }

    @Test
    void aVolumeThatNeverComesIsAFailedBootThatSaysSo() throws Exception {
        up(text -> text.replace("--user $NODE", "--user $NODE --patience 3s"));
        volume.lose();
        fails("volume " + id + " is attached, and no disk with its serial number has appeared in 3 s");
    }

    @Test
    void aSecretThatIsDeniedIsAFailedBootThatNamesItAndGoesOnOnceItIsAllowed() throws Exception {
        up(same -> same);
        Rule denied = Faults.deny("secretsmanager", "GetSecretValue");
        account.front().with(denied);
        try (Instance machine = new Instance(net, volume).start()) {
            failed(machine, "the secret rpc-password cannot be read");
            assertThat(account.failure().path("reason").asText()).contains("muster secret set rpc-password -d lite");
            account.front().without(denied);
            await(machine, Duration.ofMinutes(3), "agent, once the secret may be read", () -> !health().equals("000"));
        } finally {
            account.front().without(denied);
        }
    }

    @Test
    void aFileThatIsNotWhatTheManifestSaysIsAFailedBoot() throws Exception {
        up(same -> same);
        Rule other = new Rule() {
            @Override
            public Answer after(Call call, Answer answer, Emulator behind) {
                return call.method().equals("GET") && call.target().contains("/files/")
                        ? new Answer(200, Map.of(), "other".getBytes(StandardCharsets.UTF_8))
                        : answer;
            }
        };
        account.front().with(other);
        try {
            fails("does not have the checksum of the manifest");
        } finally {
            account.front().without(other);
        }
    }

    @Test
    void aBootScriptThatCannotEvenBeReadIsAFailedBoot() throws Exception {
        up(text -> text + "if then\n");
        fails("boot.sh ended with ");
    }
}
