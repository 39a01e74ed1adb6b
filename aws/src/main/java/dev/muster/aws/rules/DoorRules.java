package dev.muster.aws.rules;

import dev.muster.aws.synth.Ports;
import dev.muster.core.blueprint.PortDef;
import dev.muster.core.blueprint.PortDef.Exposure;
import dev.muster.core.value.Cidr;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Who may reach what. */
final class DoorRules {
    private static final int SSH = 22;

    private DoorRules() {}

    private static List<Fault> each(Question q, BiFunction<PortDef, List<Cidr>, String> fault) {
        List<Fault> faults = new ArrayList<>();
        Map<String, PortDef> known = q.picks().blueprint().ports();
        q.aws().expose().ports().forEach((name, from) -> {
            PortDef port = known.get(name);
            String message = port == null ? "" : fault.apply(port, from);
            if (!message.isEmpty()) {
                faults.add(new Fault("aws.expose." + name, message));
            }
        });
        return faults;
    }

    static List<Fault> local(Question q) {
        return each(
                q,
                (port, from) -> port.exposure() == Exposure.LOCAL
                        ? "the port " + port.name() + " is for programs on the same machine and listens to nobody else"
                        : "");
    }

    static List<Fault> world(Question q) {
        return each(
                q,
                (port, from) -> port.exposure() == Exposure.PRIVATE
                                && from.stream().anyMatch(Cidr::wide)
                        ? "the port " + port.name() + " has no protection against strangers; name the addresses that"
                                + " need it, or put nodes behind a load balancer with TLS"
                        : "");
    }

    static List<Fault> ssh(Question q) {
        return Fault.when(
                q.aws().sshFrom().stream().anyMatch(Cidr::wide),
                "aws.ssh-from",
                "port 22 would be open to strangers; name your own address, or leave ssh-from away and"
                        + " use Session Manager");
    }

    /** A security group that is given is neither made nor changed. */
    static List<Fault> rulesOfGivenGroup(Question q) {
        List<Fault> faults = new ArrayList<>();
        q.aws().network().securityGroup().ifPresent(group -> {
            String message = "the rules of " + group
                    + " are yours and are not changed; say there who may reach what, or" + " leave security-group away";
            faults.addAll(Fault.when(!q.aws().expose().ports().isEmpty(), "aws.expose", message));
            faults.addAll(Fault.when(!q.aws().sshFrom().isEmpty(), "aws.ssh-from", message));
        });
        return faults;
    }

    static List<Fault> agentPort(Question q) {
        return taken(q, Ports.AGENT, "the agent's");
    }

    static List<Fault> sshPort(Question q) {
        return taken(q, SSH, "the machine's own, for SSH");
    }

    private static List<Fault> taken(Question q, int number, String whose) {
        return q.picks().blueprint().ports().values().stream()
                .filter(port -> q.picks().number(port) == number)
                .map(port -> new Fault(
                        "ports." + port.name(),
                        "the port " + number + " is " + whose + "; give " + port.name() + " another number"))
                .toList();
    }
}
