// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session.transport;

import io.mqttmysql.kit.tls.TlsException;
import io.mqttmysql.source.config.ServerUri;
import io.mqttmysql.source.tls.TlsContext;
import io.mqttmysql.source.tls.TlsOptions;
import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Encrypts a line: whom to trust, whom to be, and that the certificate is for the host that was asked for. */
final class TlsHandshake {
    private static final String VERIFY_HOST = "HTTPS";

    private TlsHandshake() {}

    /** Makes a session on a connected socket, within its read time-out. */
    static SSLSocket over(Socket socket, ServerUri server, TlsOptions options) throws IOException {
        try {
            SSLSocket tls = (SSLSocket) TlsContext.of(options)
                    .getSocketFactory()
                    // with the host name the JDK also tells the server which one is meant (SNI), where it is a legal
                    // one
                    .createSocket(socket, server.host(), server.port(), true);
            SSLParameters parameters = tls.getSSLParameters();
            if (options.verifiesHost()) {
                parameters.setEndpointIdentificationAlgorithm(VERIFY_HOST);
            }
            if (!options.enabledProtocols().isEmpty()) {
                parameters.setProtocols(options.enabledProtocols().toArray(String[]::new));
            }
            if (!options.cipherSuites().isEmpty()) {
                parameters.setCipherSuites(options.cipherSuites().toArray(String[]::new));
            }
            if (!options.alpnProtocols().isEmpty()) {
                parameters.setApplicationProtocols(options.alpnProtocols().toArray(String[]::new));
            }
            tls.setSSLParameters(parameters);
            tls.startHandshake();
            return tls;
        } catch (TlsException e) {
            throw new RefusedException(e.getMessage());
        } catch (IOException e) {
            throw TlsFailures.of(e, server.host());
        }
    }
}
