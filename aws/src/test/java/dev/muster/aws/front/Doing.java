package dev.muster.aws.front;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is really done in the emulator when an operation completes. */
final class Doing {
    private static final int DELETES = 3;

    private Doing() {}

    /** Carries a change set out; a further update without a change makes the outputs, which the first leaves out. */
    static void execute(Call call, ChangeSet set, JsonNode before, Emulator emulator) throws IOException {
        Map<String, String> form = new LinkedHashMap<>(call.values());
        form.put("ChangeSetName", set.id());
        expect(emulator.send(call.with(form)));
        form.clear();
        form.put("Action", "UpdateStack");
        form.put("Version", "2010-05-15");
        form.put("StackName", set.stackName());
        form.put("TemplateBody", set.body() + " ");
        int number = 1;
        for (Map.Entry<String, String> value : set.values().entrySet()) {
            form.put("Parameters.member." + number + ".ParameterKey", value.getKey());
            form.put("Parameters.member." + number + ".ParameterValue", value.getValue());
            number++;
        }
        expect(emulator.ask(call, "cloudformation", form));
        tagVolumes(call, set, emulator);
        Alarms.update(call, before, set.template(), emulator);
    }

    /** What a stack is made of. */
    static Answer resources(Call call, String stack, Emulator emulator) throws IOException {
        return emulator.ask(
                call,
                "cloudformation",
                Map.of("Action", "DescribeStackResources", "Version", "2010-05-15", "StackName", stack));
    }

    /** The emulator drops the tags of volumes. */
    private static void tagVolumes(Call call, ChangeSet set, Emulator emulator) throws IOException {
        Answer there = resources(call, set.stackName(), emulator);
        for (String member : Xml.all(there.text(), "member")) {
            Optional<String> logical = Xml.first(member, "LogicalResourceId");
            if (logical.isPresent() && member.contains("AWS::EC2::Volume<")) {
                Map<String, String> form = new LinkedHashMap<>();
                form.put("Action", "CreateTags");
                form.put("Version", "2016-11-15");
                form.put("ResourceId.1", Xml.first(member, "PhysicalResourceId").orElseThrow());
                int number = 1;
                for (var tag : set.template()
                        .path("Resources")
                        .path(logical.get())
                        .path("Properties")
                        .path("Tags")) {
                    form.put("Tag." + number + ".Key", tag.path("Key").asText());
                    form.put("Tag." + number + ".Value", tag.path("Value").asText());
                    number++;
                }
                expect(emulator.ask(call, "ec2", form));
            }
        }
    }

    private static void expect(Answer answer) throws IOException {
        if (answer.code() != 200) {
            throw new IOException("the emulator refused: " + answer.text());
        }
    }

    /** The emulator may refuse in the middle; asked again it goes on. */
    static void delete(Call call, StackModel stack, boolean alarmsStay, Emulator emulator) throws IOException {
        Sweep sweep = Sweep.of(call, stack.name, emulator);
        sweep.before();
        Map<String, String> form = Map.of("Action", "DeleteStack", "Version", "2010-05-15", "StackName", stack.name);
        Answer answer = emulator.ask(call, "cloudformation", form);
        for (int i = 1; i < DELETES && answer.code() != 200; i++) {
            answer = emulator.ask(call, "cloudformation", form);
        }
        expect(answer);
        sweep.after();
        if (!alarmsStay) {
            Alarms.delete(call, Alarms.names(stack.template), emulator);
        }
    }

    /** AWS deletes no bucket in which something lies. */
    static Optional<Step.Tell> fullBucket(Call call, StackModel stack, Emulator emulator) throws IOException {
        for (var one : stack.template.path("Resources").properties()) {
            boolean kept = one.getValue().path("DeletionPolicy").asText().startsWith("Retain");
            if (one.getValue().path("Type").asText().equals("AWS::S3::Bucket") && !kept) {
                String bucket = "muster-123456789012-" + call.region();
                Map<String, String> headers = Map.of(
                        "authorization",
                        "AWS4-HMAC-SHA256 Credential=front/20261122/" + call.region()
                                + "/s3/aws4_request, SignedHeaders=host, Signature=0");
                Answer answer = emulator.send(new Call(
                        0, "s3", call.region(), "", Map.of(), "GET", "/" + bucket + "?versions", headers, new byte[0]));
                boolean full =
                        answer.text().contains("<Version>") || answer.text().contains("<DeleteMarker>");
                if (full) {
                    return Optional.of(new Step.Tell(
                            one.getKey(),
                            "AWS::S3::Bucket",
                            "DELETE_FAILED",
                            "The bucket you tried to delete is not empty"));
                }
            }
        }
        return Optional.empty();
    }
}
