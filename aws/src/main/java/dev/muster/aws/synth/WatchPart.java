package dev.muster.aws.synth;

import dev.muster.aws.template.Fields;
import dev.muster.aws.template.Resource;
import dev.muster.aws.template.Value;
import dev.muster.aws.watch.Alarm;
import dev.muster.aws.watch.Dashboard;
import dev.muster.aws.watch.Dashboard.Served;
import dev.muster.aws.watch.NodeAlarms;
import dev.muster.core.blueprint.Blueprint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Logs, alarms and dashboard of a deployment in a region. */
final class WatchPart {
    private final Draft draft;
    private final Site site;
    private final Value topic;
    private final List<String> alarms = new ArrayList<>();

    WatchPart(Draft draft, Site site, Value topic) {
        this.draft = draft;
        this.site = site;
        this.topic = topic;
    }

    private String deployment() {
        return site.picks().spec().name().text();
    }

    /** Where agents write their logs. */
    static Resource logs(Draft draft, Site site) {
        return draft.add(
                "Logs",
                "AWS::Logs::LogGroup",
                "Logs of nodes, agents and boots",
                Fields.of(
                        "LogGroupName",
                        Names.logGroup(site.picks().spec().name()),
                        "RetentionInDays",
                        site.picks().aws().logRetentionDays()));
    }

    /** The alarms of a node, or of all nodes of a fleet in the region. */
    void alarms(String slot, Resource group) {
        Blueprint blueprint = site.picks().blueprint();
        NodeAlarms.of(deployment(), slot, group.ref(), blueprint)
                .forEach(alarm -> add(Names.id(slot, alarm.key() + "Alarm"), slot, alarm));
    }

    private void add(String id, String slot, Alarm alarm) {
        String name = Names.alarm(site.picks().spec().name(), slot, alarm.key());
        draft.add(id, "AWS::CloudWatch::Alarm", "Alarm: " + alarm.text(), alarm.properties(name, topic));
        alarms.add(name);
    }

    /** Rings when no node behind the balancer is in service. */
    Served balancer(Resource balancer, Resource targets) {
        Value name = new Value.Part(1, "loadbalancer/", balancer.ref());
        Value group = new Value.Part(5, ":", targets.ref());
        Map<String, Value> dimensions = new LinkedHashMap<>();
        dimensions.put("LoadBalancer", name);
        dimensions.put("TargetGroup", group);
        add(
                "NobodyServesAlarm",
                "",
                new Alarm(
                        "NobodyServes",
                        "No node of " + deployment() + " is in service; the load balancer sends requests to all",
                        "AWS/ApplicationELB",
                        "HealthyHostCount",
                        dimensions,
                        "Maximum",
                        "LessThanThreshold",
                        1,
                        Duration.ofMinutes(5),
                        "breaching"));
        return new Served(name, group);
    }

    /** The dashboard, if it is wanted. */
    void dashboard(List<String> slots, Optional<Served> served) {
        if (!site.picks().aws().dashboard()) {
            return;
        }
        Value body = Dashboard.body(
                deployment(),
                site.picks().blueprint(),
                slots,
                alarms,
                served.stream().toList());
        Value name = Value.sub(Names.stack(site.picks().spec().name()) + "-${AWS::Region}");
        Resource board = draft.add(
                "Dashboard",
                "AWS::CloudWatch::Dashboard",
                "Dashboard",
                Fields.of("DashboardName", name, "DashboardBody", body));
        draft.tell("Dashboard", "Name of the dashboard", board.ref());
    }
}
