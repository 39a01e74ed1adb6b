package dev.muster.aws.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.synth.Input;
import dev.muster.aws.synth.StackPlan;
import dev.muster.core.problem.MusterException;
import dev.muster.core.problem.MusterException.Exit;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says why a stack failed: what failed first, what the node's own agent said of it, what was left. */
final class Postmortem {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern SLOT = Pattern.compile("Slot(\\d+)Group");

    private final Cloud cloud;
    private final String deployment;

    Postmortem(Cloud cloud, String deployment) {
        this.cloud = cloud;
        this.deployment = deployment;
    }

    MusterException explain(StackPlan plan, Ending ending) {
        String left = left(ending.status());
        Optional<Ending.Failure> cause = ending.cause();
        if (cause.isEmpty()) {
            return MusterException.failed(
                    plan.purpose() + " ended as " + ending.status() + ", and AWS gives no reason", left);
        }
        Reason reason = Reason.of(cause.get().reason());
        Optional<String> report = report(plan, cause.get(), ending.began());
        String what = cause.get().what() + " failed: " + report.orElse(reason.what());
        Exit exit = report.isPresent() ? Exit.FAILED : reason.exit();
        String advice = report.isPresent() ? "\"muster up\" tries again once that is mended" : reason.advice();
        return new MusterException(exit, what, advice.isEmpty() ? left : advice + "\n  " + left);
    }

    private static String left(String status) {
        return switch (status) {
            case "ROLLBACK_COMPLETE" ->
                "what the stack had made has been removed again; the region's bucket and the secrets stay for the next try";
            case "UPDATE_ROLLBACK_COMPLETE" -> "everything is as it was before";
            case "ROLLBACK_FAILED", "DELETE_FAILED" ->
                "some of it could not be removed and is still there; \"muster down\" tries again";
            default -> "the stack stands at " + status;
        };
    }

    /** What the agent wrote before it signalled; the bucket outlives the instance. */
    private Optional<String> report(StackPlan plan, Ending.Failure failure, Instant began) {
        Matcher slot = SLOT.matcher(failure.logicalId());
        Input bucket = plan.parameters().get("Bucket");
        if (!slot.matches() || bucket == null || !bucket.known()) {
            return Optional.empty();
        }
        String key = "reports/" + deployment + "/" + slot.group(1) + "/boot-failed.json";
        return new Assets(cloud, bucket.text(), deployment).read(key).flatMap(json -> reason(json, began));
    }

    /** The reason, if it is of this attempt and not of one before. */
    private static Optional<String> reason(byte[] json, Instant began) {
        try {
            JsonNode tree = MAPPER.readTree(new String(json, StandardCharsets.UTF_8));
            // Whole seconds are all that the boot's clock tells.
            boolean ours =
                    !Instant.parse(tree.path("at").asText()).plusSeconds(1).isBefore(began);
            return Optional.of(tree.path("reason").asText()).filter(text -> ours && !text.isEmpty());
        } catch (JsonProcessingException | DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
