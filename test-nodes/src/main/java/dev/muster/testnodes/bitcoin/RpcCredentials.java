package dev.muster.testnodes.bitcoin;

import dev.muster.testnodes.Refusal;
import dev.muster.testnodes.options.Settings;
import dev.muster.testnodes.rpc.Credentials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Who may call: {@code rpcuser} with {@code rpcpassword}, else a cookie made anew at each start; and every
 * {@code rpcauth=user:salt$hmac}.
 *
 * <p>Source: {@code InitRPCAuthentication} in src/httprpc.cpp and {@code GenerateAuthCookie} in src/rpc/request.cpp of
 * bitcoin/bitcoin at 1b3d58f128a5, read 2026-11-22.
 */
record RpcCredentials(Credentials credentials, Optional<Path> cookie) {

    static RpcCredentials of(BitcoindSettings told, NodeLog log) throws Refusal, IOException {
        Credentials credentials = new Credentials();
        Settings settings = told.settings();
        Optional<Path> cookie = Optional.empty();
        if (!settings.one("rpcpassword", "").isEmpty()) {
            log.say("Using rpcuser/rpcpassword authentication.");
            credentials.add(settings.one("rpcuser", ""), settings.one("rpcpassword", ""));
        } else if (!settings.negated("rpccookiefile")) {
            cookie = Optional.of(writeCookie(told.file("rpccookiefile", ".cookie"), credentials, log));
        }
        for (String entry : settings.all("rpcauth")) {
            hashed(entry, credentials, log);
        }
        return new RpcCredentials(credentials, cookie);
    }

    private static Path writeCookie(Path file, Credentials credentials, NodeLog log) throws IOException {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        NodeDirectory.writeSecret(file, "__cookie__:" + password);
        credentials.add("__cookie__", password);
        log.say("Generated RPC authentication cookie " + file);
        log.say("Using random cookie authentication.");
        return file;
    }

    private static void hashed(String entry, Credentials credentials, NodeLog log) throws Refusal {
        String[] fields = entry.split("[:$]", -1);
        if (fields.length != 3 || !entry.matches("[^:]*:[^$]*\\$[^$]*")) {
            log.warn("Invalid -rpcauth argument.");
            throw RpcAddresses.noServer();
        }
        log.say("Using rpcauth authentication.");
        credentials.add((user, password) ->
                user.equals(fields[0]) && hmac(fields[1], password).equals(fields[2]));
    }

    /** What rpcauth.py of the real program's repository prints after the salt. */
    static String hmac(String salt, String password) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(salt.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(password.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
