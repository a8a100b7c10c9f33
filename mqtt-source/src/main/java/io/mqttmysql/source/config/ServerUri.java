// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** What may stand in {@code mqtt.server.uris}. */
final class ServerUri {
    private ServerUri() {}

    /** Says in words what is wrong with an address. User info is never repeated. */
    static Optional<String> problem(String text) {
        if (text.isBlank()) {
            return Optional.of("an address is blank; write tcp://host:1883");
        }
        if (text.indexOf('@') >= 0) { // looked for in the text: a URI without // has no user info
            return Optional.of("an address contains a user name; write it into mqtt.username and mqtt.password");
        }
        try {
            return problem(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.of("an address is not a URI (" + e.getReason() + "); write tcp://host:1883");
        }
    }

    private static Optional<String> problem(URI uri) {
        if (!"tcp".equalsIgnoreCase(uri.getScheme())) {
            return Optional.of("'" + uri + "' has the scheme " + uri.getScheme()
                    + ", but only tcp is supported; write tcp://host:1883");
        }
        if (uri.getHost() == null) {
            return Optional.of("'" + uri + "' has no legal host name; write tcp://host:1883");
        }
        if (uri.getPort() == 0 || uri.getPort() > 65_535) {
            return Optional.of("'" + uri + "' has the port " + uri.getPort() + "; write one from 1 to 65535");
        }
        boolean bare = uri.getRawPath().isEmpty() && uri.getRawQuery() == null && uri.getRawFragment() == null;
        return bare
                ? Optional.empty()
                : Optional.of("'" + uri + "' has something behind the port; write tcp://" + uri.getHost() + ":1883");
    }
}
