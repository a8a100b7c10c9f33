// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address in {@code mqtt.server.uris}. Host names may contain underscores, as container names do; java.net.URI
 * knows no host in such an address.
 *
 * @param host a name, or an address without brackets
 * @param path where the WebSocket is, with its query; {@code /mqtt} when nothing was written
 */
public record ServerUri(Scheme scheme, String host, int port, String path) {
    private static final Pattern SHAPE = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://"
            + "(\\[[0-9A-Fa-f:.]+(?:%[A-Za-z0-9]+)?]|[A-Za-z0-9._-]+)(?::([0-9]{1,9}))?([/?][!-~]*)?");
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://.*");
    private static final String EXAMPLE = "write tcp://host:1883";
    private static final String DEFAULT_PATH = "/mqtt";
    private static final int MAX_PORT = 65_535;

    /** What people write elsewhere for the same thing. */
    private static final Map<String, String> OTHER_NAMES =
            Map.of("mqtt", "tcp", "mqtts", "ssl", "tls", "ssl", "http", "ws", "https", "wss");

    /** How the broker is reached. */
    public enum Scheme {
        TCP(1883, false, false),
        SSL(8883, true, false),
        WS(80, false, true),
        WSS(443, true, true);

        private final int defaultPort;
        private final boolean encrypted;
        private final boolean webSocket;

        Scheme(int defaultPort, boolean encrypted, boolean webSocket) {
            this.defaultPort = defaultPort;
            this.encrypted = encrypted;
            this.webSocket = webSocket;
        }

        public boolean isEncrypted() {
            return encrypted;
        }

        public boolean isWebSocket() {
            return webSocket;
        }

        private static Optional<Scheme> named(String name) {
            try {
                return Optional.of(valueOf(name.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
    }

    /** For the Host header of HTTP, which is without the port that goes without saying (RFC 9110 section 7.2). */
    public String authority() {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return port == scheme.defaultPort ? name : name + ":" + port;
    }

    /** An address for logs and errors: without the query of a WebSocket, where people put secrets. */
    public static String withoutQuery(String text) {
        return text.split("\\?", 2)[0];
    }

    /** Reads an address that {@link #problem} finds nothing wrong with. */
    public static ServerUri of(String text) {
        Matcher parts = SHAPE.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not an address: " + text);
        }
        Scheme scheme = Scheme.named(parts.group(1)).orElseThrow();
        String host = parts.group(2);
        int port = parts.group(3) == null ? scheme.defaultPort : Integer.parseInt(parts.group(3));
        return new ServerUri(scheme, withoutBrackets(host), port, path(parts.group(4)));
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static String path(String written) {
        if (written == null) {
            return DEFAULT_PATH;
        }
        return written.startsWith("?") ? DEFAULT_PATH + written : written;
    }

    /** Says in words what is wrong with an address. Neither user info nor a query is ever repeated. */
    static Optional<String> problem(String text) {
        if (text.isBlank()) {
            return Optional.of("an address is blank; " + EXAMPLE);
        }
        if (text.indexOf('@') >= 0) {
            return Optional.of("an address contains a user name; write it into mqtt.username and mqtt.password");
        }
        Matcher named = SCHEME.matcher(text);
        if (!named.matches()) {
            return Optional.of(quoted(text) + " does not say how to reach the broker; " + EXAMPLE);
        }
        Optional<Scheme> scheme = Scheme.named(named.group(1));
        return scheme.isEmpty() ? Optional.of(unknown(text, named.group(1))) : problem(text, scheme.get());
    }

    private static String unknown(String text, String scheme) {
        String meant = OTHER_NAMES.get(scheme.toLowerCase(Locale.ROOT));
        String advice =
                meant == null ? EXAMPLE : "write " + meant + withoutQuery(text).substring(scheme.length());
        return quoted(text) + " has the scheme " + scheme + ", but it must be tcp, ssl, ws or wss; " + advice;
    }

    private static Optional<String> problem(String text, Scheme scheme) {
        Matcher parts = SHAPE.matcher(text);
        if (!parts.matches()) {
            return Optional.of(quoted(text) + " has no legal host name or port; " + EXAMPLE);
        }
        if (parts.group(3) != null && !isPort(parts.group(3))) {
            return Optional.of(quoted(text) + " has the port " + parts.group(3) + "; write one from 1 to 65535");
        }
        if (parts.group(4) != null && !scheme.isWebSocket()) {
            return Optional.of(quoted(text) + " has something after the port, which only ws and wss may have; write "
                    + parts.group(1) + "://" + parts.group(2) + ":" + scheme.defaultPort);
        }
        return Optional.empty();
    }

    private static String quoted(String text) {
        return "'" + withoutQuery(text) + "'";
    }

    private static boolean isPort(String digits) {
        int port = Integer.parseInt(digits);
        return port >= 1 && port <= MAX_PORT;
    }

    /** Says why these addresses, each of them right, cannot stand side by side. */
    static Optional<String> problemTogether(List<String> addresses) {
        long encrypted = addresses.stream()
                .filter(address -> of(address).scheme().isEncrypted())
                .count();
        return encrypted == 0 || encrypted == addresses.size()
                ? Optional.empty()
                : Optional.of("some addresses are encrypted (ssl, wss) and some are not (tcp, ws), so a broker that is"
                        + " away would send the password over the open line; write all of them encrypted, or none");
    }
}
