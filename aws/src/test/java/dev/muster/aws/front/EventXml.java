package dev.muster.aws.front;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Writes the events of a stack, the newest first, in pages. */
final class EventXml {
    private static final int PAGE = 25;

    private EventXml() {}

    static Answer page(StackModel stack, Call call) {
        List<StackModel.Event> newest = new ArrayList<>(stack.told);
        Collections.reverse(newest);
        // A page goes on where the one before ended, whatever has happened since.
        int end = call.value("NextToken").map(Integer::parseInt).orElse(stack.told.size());
        List<StackModel.Event> rest = newest.subList(stack.told.size() - end, newest.size());
        StringBuilder xml = new StringBuilder("<StackEvents>");
        rest.stream().limit(PAGE).forEach(event -> xml.append(member(stack, event)));
        xml.append("</StackEvents>");
        if (rest.size() > PAGE) {
            xml.append(Xml.element("NextToken", String.valueOf(end - PAGE)));
        }
        return Answer.result("DescribeStackEvents", xml.toString());
    }

    private static String member(StackModel stack, StackModel.Event event) {
        String id = event.logicalId() + "-" + event.status() + "-" + stack.told.indexOf(event);
        return "<member>" + Xml.element("EventId", id) + Xml.element("StackId", stack.id)
                + Xml.element("StackName", stack.name) + Xml.element("LogicalResourceId", event.logicalId())
                + Xml.element("PhysicalResourceId", event.type().equals(StackModel.TYPE) ? stack.id : "")
                + Xml.element("ResourceType", event.type())
                + Xml.element("Timestamp", event.at().toString())
                + Xml.element("ResourceStatus", event.status())
                + (event.reason().isEmpty() ? "" : Xml.element("ResourceStatusReason", event.reason()))
                + (event.token().isEmpty() ? "" : Xml.element("ClientRequestToken", event.token()))
                + "</member>";
    }
}
