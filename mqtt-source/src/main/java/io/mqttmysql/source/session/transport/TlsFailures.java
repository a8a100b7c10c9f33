// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session.transport;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;

/** Tells a line that broke during TLS from a partner that cannot be trusted or does not trust us; pure. */
final class TlsFailures {
    private TlsFailures() {}

    /** The failure itself when the line broke, else a refusal with one clause. */
    static IOException of(IOException failure, String host) {
        if (!(failure instanceof SSLException) || hasCause(failure, EOFException.class)) {
            return failure;
        }
        if (hasCause(failure, SocketException.class) || hasCause(failure, SocketTimeoutException.class)) {
            return failure;
        }
        return new RefusedException("TLS: " + clause(failure, host));
    }

    private static String clause(IOException failure, String host) {
        String text = String.valueOf(failure.getMessage());
        if (hasCause(failure, CertificateExpiredException.class)) {
            return "the broker's certificate has expired; renew it";
        }
        if (hasCause(failure, CertificateNotYetValidException.class)) {
            return "the broker's certificate is not valid yet; check both clocks";
        }
        if (hasCause(failure, CertPathBuilderException.class)) {
            return "the broker's certificate is signed by nobody in the trust store; check"
                    + " mqtt.ssl.truststore.location";
        }
        if (text.contains("subject alternative") || text.contains("No name matching")) {
            return "the broker's certificate is not for the host " + host + " (" + text
                    + "); use the name in the certificate in mqtt.server.uris";
        }
        if (text.contains("Illegal given domain name")) {
            return "the host name " + host + " has characters that no certificate can have; use another name";
        }
        if (text.contains("no_application_protocol")) {
            return "the server has none of the protocols in mqtt.ssl.alpn.protocols (" + text
                    + "); write the name that it expects";
        }
        if (text.contains("Received fatal alert")) {
            return "the broker refused the connection (" + text + "); check mqtt.ssl.keystore.location, the broker's"
                    + " log and the TLS versions of both";
        }
        if (text.contains("Unsupported or unrecognized SSL message")) {
            return "the broker does not speak TLS on this port; check scheme and port in mqtt.server.uris";
        }
        return text;
    }

    private static boolean hasCause(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
