package dev.muster.aws.template;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A CloudFormation template. Everything is written in the order it stands in here, so that equal values are equal
 * bytes. No two resources have the same id: JSON would keep the last and say nothing.
 */
public record Template(String description, List<Parameter> parameters, List<Resource> resources, List<Output> outputs) {
    /** Most resources in one template ({@code facts}: CloudFormation quotas, 2026-11-22). */
    public static final int MOST_RESOURCES = 500;

    public Template {
        parameters = List.copyOf(parameters);
        resources = List.copyOf(resources);
        outputs = List.copyOf(outputs);
        Set<String> ids = new HashSet<>();
        for (Resource resource : resources) {
            if (!ids.add(resource.id())) {
                throw new IllegalArgumentException("two resources are called " + resource.id());
            }
        }
    }

    /** A resource by its id. */
    public Optional<Resource> resource(String id) {
        return resources.stream().filter(resource -> resource.id().equals(id)).findFirst();
    }

    /** All resources of a type. */
    public List<Resource> ofType(String type) {
        return resources.stream()
                .filter(resource -> resource.type().equals(type))
                .toList();
    }

    /** For people and for files: indented JSON that ends with a line break. */
    public String json() {
        return TemplateJson.pretty(this);
    }

    /** For calls, which take 51,200 bytes: JSON without a space. */
    public String compact() {
        return TemplateJson.compact(this);
    }
}
