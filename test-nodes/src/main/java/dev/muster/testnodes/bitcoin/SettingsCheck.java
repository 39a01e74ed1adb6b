package dev.muster.testnodes.bitcoin;

import dev.muster.testnodes.Refusal;
import dev.muster.testnodes.options.Settings;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Combinations and values that the real program refuses.
 *
 * <p>Source: {@code AppInitParameterInteraction} and {@code CheckHostPortOptions} in src/init.cpp and
 * src/node/blockmanager_args.cpp of bitcoin/bitcoin at 1b3d58f128a5, read 2026-11-22.
 */
final class SettingsCheck {
    private static final int LEAST_PRUNE_MIB = 550;

    private SettingsCheck() {}

    static void run(Settings settings, BitcoinNetwork network) throws Refusal {
        misplaced(settings, network);
        prune(settings);
        listening(settings);
        connections(settings);
        for (String option : List.of("port", "rpcport")) {
            port(settings, option);
        }
        refuseIf(
                settings.flag("daemon", false) || settings.flag("daemonwait", false),
                "-daemon is not supported on this operating system");
    }

    private static void misplaced(Settings settings, BitcoinNetwork network) throws Refusal {
        String errors = settings.misplaced().stream()
                .map(name -> "Config setting for -%1$s only applied on %2$s network when in [%2$s] section.\n"
                        .formatted(name, network.chain()))
                .collect(Collectors.joining());
        refuseIf(!errors.isEmpty(), errors);
    }

    private static void prune(Settings settings) throws Refusal {
        long prune = number(settings, "prune", 0);
        refuseIf(prune < 0, "Prune cannot be configured with a negative value.");
        refuseIf(prune > 0 && settings.flag("txindex", false), "Prune mode is incompatible with -txindex.");
        refuseIf(
                prune > 0 && settings.flag("txospenderindex", false),
                "Prune mode is incompatible with -txospenderindex.");
        refuseIf(
                prune > 1 && prune < LEAST_PRUNE_MIB,
                "Prune configured below the minimum of 550 MiB.  Please use a higher number.");
    }

    private static void listening(Settings settings) throws Refusal {
        boolean bound =
                !settings.all("bind").isEmpty() || !settings.all("whitebind").isEmpty();
        boolean listen = settings.flag("listen", true);
        refuseIf(bound && !listen, "Cannot set -bind or -whitebind together with -listen=0");
        refuseIf(!listen && settings.flag("listenonion", false), "Cannot set -listen=0 together with -listenonion=1");
    }

    private static void connections(Settings settings) throws Refusal {
        refuseIf(number(settings, "maxconnections", 0) < 0, "-maxconnections must be greater or equal than zero");
        refuseIf(
                settings.flag("forcednsseed", false) && !settings.flag("dnsseed", true),
                "Cannot set -forcednsseed to true when setting -dnsseed to false.");
        refuseIf(
                settings.flag("peerblockfilters", false) && !settings.flag("blockfilterindex", false),
                "Cannot set -peerblockfilters without -blockfilterindex.");
    }

    private static void port(Settings settings, String option) throws Refusal {
        String port = settings.one(option, "1");
        refuseIf(
                !port.matches("\\d{1,5}") || Integer.parseInt(port) == 0 || Integer.parseInt(port) > 65535,
                "Invalid port specified in -" + option + ": '" + port + "'");
    }

    static long number(Settings settings, String option, long otherwise) {
        return settings.one(option)
                .filter(text -> text.matches("-?\\d{1,18}"))
                .map(Long::parseLong)
                .orElse(otherwise);
    }

    private static void refuseIf(boolean wrong, String message) throws Refusal {
        if (wrong) {
            throw new Refusal(message);
        }
    }
}
