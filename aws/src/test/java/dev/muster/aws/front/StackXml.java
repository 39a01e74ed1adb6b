package dev.muster.aws.front;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts what the front knows into the emulator's answers. */
final class StackXml {
    private static final Pattern STATUS = Pattern.compile(
            "(<StackId>([^<]+)</StackId>(?:(?!<StackId>).)*?<StackStatus>)[^<]+(</StackStatus>)", Pattern.DOTALL);

    private StackXml() {}

    /** Each stack with the status it would have and the change set that was carried out last. */
    static Answer withStatus(Answer answer, Map<String, StackModel> stacks) {
        Matcher found = STATUS.matcher(answer.text());
        return answer.with(found.replaceAll(one -> {
            StackModel stack = stacks.get(one.group(2));
            String text = stack == null
                    ? one.group()
                    : one.group(1)
                            + stack.status
                            + one.group(3)
                            + (stack.changeSet.isEmpty() ? "" : Xml.element("ChangeSetId", stack.changeSet));
            return Matcher.quoteReplacement(text);
        }));
    }

    /** All resources of a stack, those too that the emulator ignores. */
    static Answer resources(Answer answer, StackModel stack) {
        Map<String, String> physical = new HashMap<>();
        Xml.all(answer.text(), "member")
                .forEach(member -> Xml.first(member, "LogicalResourceId")
                        .ifPresent(id -> physical.put(
                                id, Xml.first(member, "PhysicalResourceId").orElse(""))));
        Map<String, String> status = new HashMap<>();
        stack.told.forEach(event -> status.put(event.logicalId(), event.status()));
        StringBuilder xml = new StringBuilder("<StackResources>");
        stack.template.path("Resources").properties().forEach(one -> {
            String id = one.getKey();
            if (status.containsKey(id)) {
                xml.append("<member>")
                        .append(Xml.element("StackName", stack.name))
                        .append(Xml.element("StackId", stack.id))
                        .append(Xml.element("LogicalResourceId", id))
                        .append(Xml.element(
                                "PhysicalResourceId",
                                physical.getOrDefault(id, "").isEmpty()
                                        ? ignored(stack, id, one.getValue())
                                        : physical.get(id)))
                        .append(Xml.element(
                                "ResourceType", one.getValue().path("Type").asText()))
                        .append(Xml.element("Timestamp", "2026-11-22T12:00:00Z"))
                        .append(Xml.element("ResourceStatus", status.get(id)))
                        .append("</member>");
            }
        });
        return Answer.result(
                "DescribeStackResources", xml.append("</StackResources>").toString());
    }

    /** The physical id of what the emulator does not make, in the form that AWS gives it. */
    private static String ignored(StackModel stack, String id, JsonNode resource) {
        String name = stack.name + "-" + id;
        return switch (resource.path("Type").asText()) {
            case "AWS::WAFv2::WebACL" -> name + "|0b0e7a52-6f0e-3f0e-9a52-6f0e3f0e9a52|REGIONAL";
            case "AWS::CloudWatch::Alarm" -> Alarms.name(resource);
            default -> name;
        };
    }
}
