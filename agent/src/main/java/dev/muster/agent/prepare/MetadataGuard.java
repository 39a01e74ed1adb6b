package dev.muster.agent.prepare;

import dev.muster.agent.command.Command;
import dev.muster.agent.command.CommandRunner;
import dev.muster.agent.command.Outcome;
import dev.muster.agent.files.Whole;
import dev.muster.core.problem.MusterException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Closes the instance metadata service, and with it the instance's role, to all but root and the agent: to the node's
 * programs, which are the agent's user in another group, and to containers on the machine's network, which run as the
 * node's user, by the owner of the socket; to containers on a network of their own by forwarding nothing there.
 *
 * <p>Addresses: "Use the Instance Metadata Service", docs.aws.amazon.com/AWSEC2/latest/UserGuide
 * /configuring-instance-metadata-service.html (2026-11-22). skuid, skgid, hooks, reject: nft(8) of nftables 1.0.6
 * (2026-11-28).
 *
 * @param run where the rules are written before they are loaded
 */
record MetadataGuard(CommandRunner commands, Path run) {
    private static final String RULES = """
            table inet muster
            delete table inet muster
            table inet muster {
              chain closed {
                meta l4proto tcp reject with tcp reset
                reject
              }
              chain output {
                type filter hook output priority filter; policy accept;
                ip daddr 169.254.169.254 meta skuid != 0 meta skgid != "GROUP" jump closed
                ip6 daddr fd00:ec2::254 meta skuid != 0 meta skgid != "GROUP" jump closed
              }
              chain forward {
                type filter hook forward priority filter; policy accept;
                ip daddr 169.254.169.254 jump closed
                ip6 daddr fd00:ec2::254 jump closed
              }
            }
            """;

    /**
     * Does it, anew at each start of the machine; there are never two of the rules.
     *
     * @param group the agent's
     * @throws MusterException if it cannot be done: a node is not started beside an open door
     */
    void close(String group) throws IOException {
        Path rules = run.resolve("metadata.nft");
        Whole.write(rules, RULES.replace("GROUP", group));
        Outcome outcome = commands.run(Command.of("nft", "-f", rules.toString()));
        if (!outcome.ok()) {
            throw MusterException.failed(
                    "the instance metadata service cannot be closed to the node: " + outcome.failure() + ": "
                            + String.join(" ", outcome.lastLines(2)),
                    "the image needs nft, of the package nftables, and a kernel that knows it");
        }
    }
}
