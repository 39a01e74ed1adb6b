package dev.muster.testnodes.bitcoin;

import dev.muster.testnodes.Refusal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Host and port as an option gives them. A stand-in binds loopback and nothing else, whatever it is told. */
final class Loopback {
    private static final Pattern HOST_PORT =
            Pattern.compile("(?:\\[(?<six>[0-9a-fA-F:]+)]|(?<four>[0-9.]+|localhost))(?::(?<port>\\d{1,5}))?");

    private Loopback() {}

    static InetSocketAddress address(String option, String value, int port, NodeLog log) throws Refusal {
        Matcher parts = HOST_PORT.matcher(value);
        String host = value;
        int chosen = port;
        if (parts.matches()) {
            host = parts.group("six") == null ? parts.group("four") : parts.group("six");
            chosen = parts.group("port") == null ? port : Integer.parseInt(parts.group("port"));
        } else if (!value.matches("[0-9a-fA-F:]+")) {
            throw new Refusal("Invalid port specified in -" + option + ": '" + value + "'");
        }
        InetAddress told = literal(option, value, host);
        if (told.isLoopbackAddress()) {
            return new InetSocketAddress(told, chosen);
        }
        log.warn("stand-in: told to bind " + value + ", binds 127.0.0.1 only");
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), chosen);
    }

    private static InetAddress literal(String option, String value, String host) throws Refusal {
        try {
            return InetAddress.ofLiteral(host.equals("localhost") ? "127.0.0.1" : host);
        } catch (IllegalArgumentException e) {
            throw new Refusal("Invalid port specified in -" + option + ": '" + value + "'");
        }
    }
}
