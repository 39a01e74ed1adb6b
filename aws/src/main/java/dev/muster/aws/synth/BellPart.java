package dev.muster.aws.synth;

import dev.muster.aws.template.Fields;
import dev.muster.aws.template.Resource;
import dev.muster.aws.template.Value;
import dev.muster.core.spec.AwsSpec;
import dev.muster.core.value.Name;
import java.util.List;
import java.util.Optional;

/** The topic that is told of alarms and of launches: the user's, or one of the deployment's own. */
record BellPart(Value topic, Optional<Resource> policy) {
    static BellPart build(Draft draft, Site site) {
        AwsSpec.Alarms alarms = site.picks().aws().alarms();
        if (alarms.topic().isPresent()) {
            Input given = new Input.Given(alarms.topic().get());
            return new BellPart(draft.ask("Topic", "String", "Topic that is told of alarms", given), Optional.empty());
        }
        Resource topic = draft.add("Topic", "AWS::SNS::Topic", "Tells of alarms", topic(draft, site, alarms.email()));
        Resource policy = draft.add(
                "TopicPolicy",
                "AWS::SNS::TopicPolicy",
                "Who may tell",
                Fields.of("Topics", List.of(topic.ref()), "PolicyDocument", policy(topic)));
        draft.tell("Topic", "Topic that is told of alarms", topic.ref());
        return new BellPart(topic.ref(), Optional.of(policy));
    }

    private static Fields topic(Draft draft, Site site, Optional<String> email) {
        Name name = site.picks().spec().name();
        Fields named = Fields.of("TopicName", Names.stack(name), "DisplayName", "Muster " + name);
        return email.map(to -> named.with("Subscription", List.of(subscription(draft, to))))
                .orElse(named);
    }

    private static Fields subscription(Draft draft, String email) {
        Value to = draft.ask("Email", "String", "Who is told of alarms by mail", new Input.Given(email));
        return Fields.of("Protocol", "email", "Endpoint", to);
    }

    /** Alarms and the account's own services may tell; nobody may without TLS. */
    private static Fields policy(Resource topic) {
        Fields alarms = may(Fields.of("Service", "cloudwatch.amazonaws.com"), topic)
                .with("Condition", Fields.of("StringEquals", Fields.of("aws:SourceAccount", Value.Ref.ACCOUNT)));
        Fields own = may(Fields.of("AWS", Value.sub("arn:${AWS::Partition}:iam::${AWS::AccountId}:root")), topic);
        Fields plain = Fields.of("Effect", "Deny", "Principal", "*")
                .with("Action", "sns:Publish")
                .with("Resource", topic.ref())
                .with("Condition", Fields.of("Bool", Fields.of("aws:SecureTransport", "false")));
        return Fields.of("Version", "2012-10-17", "Statement", List.of(alarms, own, plain));
    }

    private static Fields may(Fields who, Resource topic) {
        return Fields.of("Effect", "Allow", "Principal", who)
                .with("Action", "sns:Publish")
                .with("Resource", topic.ref());
    }
}
