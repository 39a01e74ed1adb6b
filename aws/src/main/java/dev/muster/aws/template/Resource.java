package dev.muster.aws.template;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * One resource of a stack.
 *
 * @param id logical id; what CloudFormation knows it by
 * @param type such as {@code AWS::EC2::Volume}
 * @param description what it is for, a few words for a person; shown while it is made
 * @param dependsOn ids of resources that must be there first although no property names them
 * @param onDelete what becomes of the thing when the resource goes
 * @param onReplace what becomes of the thing when another takes its place
 * @param creationPolicy what creation waits for
 * @param updatePolicy how a change is carried out
 */
public record Resource(
        String id,
        String type,
        String description,
        Fields properties,
        List<String> dependsOn,
        Optional<Keep> onDelete,
        Optional<Keep> onReplace,
        Fields creationPolicy,
        Fields updatePolicy,
        List<Suppression> suppressions) {
    public Resource {
        dependsOn = List.copyOf(dependsOn);
        suppressions = List.copyOf(suppressions);
    }

    /** A resource that goes with its stack and depends on nothing but what its properties name. */
    public static Resource of(String id, String type, String description, Fields properties) {
        return new Resource(
                id,
                type,
                description,
                properties,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Fields.NONE,
                Fields.NONE,
                List.of());
    }

    /** Comes after others too. */
    public Resource after(Collection<String> others) {
        List<String> all = new ArrayList<>(dependsOn);
        all.addAll(others);
        return new Resource(
                id,
                type,
                description,
                properties,
                all,
                onDelete,
                onReplace,
                creationPolicy,
                updatePolicy,
                suppressions);
    }

    /** With what becomes of the thing. */
    public Resource kept(Keep whenDeleted, Keep whenReplaced) {
        return new Resource(
                id,
                type,
                description,
                properties,
                dependsOn,
                Optional.of(whenDeleted),
                Optional.of(whenReplaced),
                creationPolicy,
                updatePolicy,
                suppressions);
    }

    /** With what creation waits for and how changes are carried out. */
    public Resource policies(Fields creation, Fields update) {
        return new Resource(
                id, type, description, properties, dependsOn, onDelete, onReplace, creation, update, suppressions);
    }

    /** With a rule that does not hold here. */
    public Resource suppress(String rule, String reason) {
        List<Suppression> all = new ArrayList<>(suppressions);
        all.add(new Suppression(rule, reason));
        return new Resource(
                id, type, description, properties, dependsOn, onDelete, onReplace, creationPolicy, updatePolicy, all);
    }

    /** {@code Ref} of it. */
    public Value.Ref ref() {
        return new Value.Ref(id);
    }

    /** {@code Fn::GetAtt} of it. */
    public Value.GetAtt att(String attribute) {
        return new Value.GetAtt(id, attribute);
    }
}
