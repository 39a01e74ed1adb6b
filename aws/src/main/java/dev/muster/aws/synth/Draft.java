package dev.muster.aws.synth;

import dev.muster.aws.template.Fields;
import dev.muster.aws.template.Output;
import dev.muster.aws.template.Parameter;
import dev.muster.aws.template.Resource;
import dev.muster.aws.template.Template;
import dev.muster.aws.template.Value;
import dev.muster.core.blueprint.Network;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A template while its parts add to it. */
final class Draft {
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private final SortedMap<String, Input> inputs = new TreeMap<>();
    private final List<Resource> resources = new ArrayList<>();
    private final List<Output> outputs = new ArrayList<>();

    /** A resource that names nothing but what its properties say. */
    Resource add(String id, String type, String description, Fields properties) {
        return add(Resource.of(id, type, description, properties));
    }

    Resource add(Resource resource) {
        resources.add(resource);
        return resource;
    }

    /** A value that is handed in; asked for twice it is one parameter. */
    Value.Ref ask(String id, String type, String description, Input input) {
        return ask(Parameter.of(id, type, description), input);
    }

    Value.Ref ask(Parameter parameter, Input input) {
        parameters.putIfAbsent(parameter.id(), parameter);
        inputs.putIfAbsent(parameter.id(), input);
        return parameter.ref();
    }

    /** The name of the region's bucket. */
    Value.Ref bucket() {
        return ask(
                "Bucket",
                "String",
                "Name of the region's bucket with configuration and reports",
                new Input.OutputOf(Names.BUCKET_STACK, "Bucket"));
    }

    /** What is told twice is one output. */
    void tell(String id, String description, Value value) {
        if (outputs.stream().noneMatch(output -> output.id().equals(id))) {
            outputs.add(new Output(id, description, value));
        }
    }

    /** Whether the data may go with the deployment is told, so that a later down knows it without the spec. */
    void network(Network network) {
        tell(
                Names.NETWORK_OUTPUT,
                "Kind of the network: of a dev network the data go with the deployment",
                new Value.Text(network.dev() ? "dev" : "public"));
    }

    Template template(String description) {
        return new Template(description, List.copyOf(parameters.values()), resources, outputs);
    }

    SortedMap<String, Input> inputs() {
        return inputs;
    }
}
