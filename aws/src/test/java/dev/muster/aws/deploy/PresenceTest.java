package dev.muster.aws.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.aws.cloud.Access;
import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.deploy.Presence.Answer;
import dev.muster.aws.front.Emulator;
import dev.muster.aws.front.Front;
import dev.muster.core.value.Region;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is left, asked of the services themselves. Sabotage: a service that is not asked counts as empty. */
class PresenceTest {
    @Test
    void aWebAclIsThereUntilItIsGone() throws Exception {
        try (Emulator emulator = Emulator.start();
                Front front = Front.before(emulator);
                Cloud cloud = cloud(front)) {
            JsonNode made = cloud.jsonQuery("wafv2")
                    .call(
                            "CreateWebACL",
                            Map.of(
                                    "Name",
                                    "rate",
                                    "Scope",
                                    "REGIONAL",
                                    "DefaultAction",
                                    Map.of("Allow", Map.of()),
                                    "VisibilityConfig",
                                    Map.of(
                                            "SampledRequestsEnabled", false,
                                            "CloudWatchMetricsEnabled", false,
                                            "MetricName", "rate")));
            String id = made.path("Summary").path("Id").asText();
            Presence presence = new Presence(cloud);
            assertThat(presence.of(acl("rate|" + id + "|REGIONAL"))).isEqualTo(Answer.THERE);
            assertThat(presence.of(acl("rate|00000000-0000-0000-0000-000000000000|REGIONAL")))
                    .isEqualTo(Answer.GONE);
            assertThat(presence.of(acl("rate"))).isEqualTo(Answer.UNKNOWN);
        }
    }

    private static Cloud cloud(Front front) {
        Map<String, String> environment = Map.of(
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test",
                "AWS_ENDPOINT_URL", front.uri().toString());
        return Cloud.of(new Access(Optional.empty(), Optional.empty(), environment), new Region("us-east-1"));
    }

    private static Made acl(String id) {
        return new Made("Rate", "AWS::WAFv2::WebACL", id, "CREATE_COMPLETE");
    }
}
