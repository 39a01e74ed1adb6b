package dev.muster.aws.watch;

import dev.muster.aws.template.Fields;
import dev.muster.aws.template.TemplateJson;
import dev.muster.aws.template.Value;
import dev.muster.core.blueprint.Blueprint;
import dev.muster.core.blueprint.Gauge;
import java.util.ArrayList;
import java.util.List;

/** A CloudWatch dashboard: alarms on top, then one graph a metric with a line for each slot. */
public final class Dashboard {
    private static final int COLUMNS = 24;
    private static final int WIDTH = 8;
    private static final int HEIGHT = 6;
    private static final String REGION = "${AWS::Region}";
    private static final String ALARM = "arn:${AWS::Partition}:cloudwatch:${AWS::Region}:${AWS::AccountId}:alarm:";

    private final String deployment;
    private final List<String> slots;
    private final List<Fields> widgets = new ArrayList<>();
    private int x;
    private int y;

    private Dashboard(String deployment, List<String> slots) {
        this.deployment = deployment;
        this.slots = slots;
    }

    /** The graphs behind a load balancer: names of the template that stand for balancer and targets. */
    public record Served(Value balancer, Value targets) {}

    /**
     * The body of the dashboard.
     *
     * @param alarms names of the alarms
     */
    public static Value body(
            String deployment, Blueprint blueprint, List<String> slots, List<String> alarms, List<Served> served) {
        Dashboard board = new Dashboard(deployment, slots);
        board.alarms(alarms);
        for (NodeMetric metric : NodeMetric.values()) {
            board.graph(metric.title(), board.lines(metric.word()));
        }
        for (Gauge gauge : blueprint.gauges()) {
            board.graph(gauge.title(), board.lines(gauge.name()));
        }
        Fields words = Fields.NONE;
        for (Served one : served) {
            board.balancer();
            words = Fields.of("BalancerName", one.balancer(), "TargetsName", one.targets());
        }
        String text = TemplateJson.compact(Fields.of("widgets", board.widgets));
        return new Value.Sub(text, words);
    }

    private void alarms(List<String> names) {
        List<String> arns = names.stream().map(name -> ALARM + name).toList();
        Fields properties = Fields.of("title", deployment + ": alarms", "alarms", arns);
        widgets.add(place("alarm", COLUMNS, 3, properties));
        y += 3;
    }

    private List<Value> lines(String metric) {
        return slots.stream()
                .<Value>map(slot -> Value.list(
                        NodeMetric.NAMESPACE,
                        metric,
                        NodeMetric.DEPLOYMENT,
                        deployment,
                        NodeMetric.SLOT,
                        slot,
                        Fields.of("label", deployment + "/" + slot)))
                .toList();
    }

    private void balancer() {
        String name = "AWS/ApplicationELB";
        graph("requests", List.of(Value.list(name, "RequestCount", "LoadBalancer", "${BalancerName}")));
        graph("answer time", List.of(Value.list(name, "TargetResponseTime", "LoadBalancer", "${BalancerName}")));
        graph(
                "nodes in service",
                List.of(Value.list(
                        name, "HealthyHostCount", "LoadBalancer", "${BalancerName}", "TargetGroup", "${TargetsName}")));
    }

    private void graph(String title, List<Value> metrics) {
        Fields properties = Fields.of("title", title, "region", REGION)
                .with("view", "timeSeries")
                .with("stat", "Average")
                .with("period", 60)
                .with("metrics", metrics);
        widgets.add(place("metric", WIDTH, HEIGHT, properties));
        x += WIDTH;
        if (x >= COLUMNS) {
            x = 0;
            y += HEIGHT;
        }
    }

    private Fields place(String type, int width, int height, Fields properties) {
        return Fields.of("type", type, "x", x)
                .with("y", y)
                .with("width", width)
                .with("height", height)
                .with("properties", properties);
    }
}
