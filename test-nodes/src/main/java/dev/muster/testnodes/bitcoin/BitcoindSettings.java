package dev.muster.testnodes.bitcoin;

import dev.muster.testnodes.Refusal;
import dev.muster.testnodes.options.CommandLine;
import dev.muster.testnodes.options.ConfReader;
import dev.muster.testnodes.options.OptionList;
import dev.muster.testnodes.options.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the program was told, checked as the real one checks it before it touches anything.
 *
 * @param warnings what the real program only warns of
 */
record BitcoindSettings(Settings settings, BitcoinNetwork network, Path dataDirectory, List<String> warnings) {
    static final OptionList OPTIONS = OptionList.read(BitcoindSettings.class, "options.tsv");
    private static final String CONF = "bitcoin.conf";

    static BitcoindSettings read(List<String> arguments, Path home, boolean unknownKeysAreErrors) throws Refusal {
        Settings settings = new Settings(OPTIONS);
        new CommandLine(OPTIONS, "bitcoind").read(arguments, settings);
        Path directory = dataDirectory(settings, home);
        ConfReader reader = new ConfReader(OPTIONS, BitcoinNetwork.names(), unknownKeysAreErrors);
        readFiles(reader, settings, directory);
        BitcoinNetwork network = BitcoinNetwork.chosen(settings);
        settings.select(network.chain());
        SettingsCheck.run(settings, network);
        return new BitcoindSettings(settings, network, dataDirectory(settings, home), reader.warnings());
    }

    private static void readFiles(ConfReader reader, Settings settings, Path directory) throws Refusal {
        Path file = directory.resolve(settings.one("conf", CONF));
        if (Files.isRegularFile(file) || settings.has("conf")) {
            reader.read(file, settings);
            reader.readIncludes(directory, settings);
        }
        refuseIgnored(file, directory.resolve(CONF), settings);
    }

    /** Source: {@code InitConfig} in src/common/init.cpp of bitcoin/bitcoin at 1b3d58f128a5, read 2026-11-22. */
    private static void refuseIgnored(Path used, Path usual, Settings settings) throws Refusal {
        boolean other = Files.exists(usual) && !used.toAbsolutePath().equals(usual.toAbsolutePath());
        if (other && !settings.flag("allowignoredconf", false)) {
            throw new Refusal("Data directory \"" + usual.getParent() + "\" contains a \"" + CONF + "\" file which is"
                    + " ignored, because a different configuration file \"" + used + "\" is being used instead.");
        }
    }

    private static Path dataDirectory(Settings settings, Path home) throws Refusal {
        Path directory = settings.one("datadir").map(Path::of).orElse(home.resolve(".bitcoin"));
        if (settings.has("datadir") && !Files.isDirectory(directory)) {
            throw new Refusal("Specified data directory \"" + directory + "\" does not exist.");
        }
        return directory.toAbsolutePath();
    }

    Path networkDirectory() {
        return dataDirectory.resolve(network.folder());
    }

    /** A path that counts from the network's folder. */
    Path file(String option, String otherwise) {
        return networkDirectory().resolve(settings.one(option, otherwise));
    }
}
