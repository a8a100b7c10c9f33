// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.failure;

import java.io.EOFException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;

/** Whether a connection failed because the server is not believed. */
final class ServerTrust {
    private static final Pattern ABOUT_OURS = Pattern.compile(
            "fatal alert: (unknown_ca|bad_certificate|unsupported_certificate|certificate_\\w+|access_denied)");

    private ServerTrust() {}

    /**
     * The reason at the bottom. Nothing for a handshake that was cut by a stopping server: that is an outage, not a
     * question of trust.
     */
    static Optional<Throwable> failure(SQLException failure) {
        boolean isAboutCertificate = chain(failure).anyMatch(CertificateException.class::isInstance);
        boolean isRefused = chain(failure).anyMatch(SSLHandshakeException.class::isInstance)
                && chain(failure).noneMatch(ServerTrust::isCut);
        return isAboutCertificate || isRefused ? chain(failure).reduce((above, below) -> below) : Optional.empty();
    }

    /** It has no code of its own, and a SQLState that else means a server that is away: the server has no TLS. */
    static boolean isAboutPlainServer(Throwable failure) {
        return chain(failure)
                .map(Throwable::getMessage)
                .anyMatch(message -> message != null && message.contains("SSL Connection required"));
    }

    /** The server looked at the sink's own certificate, or missed it, and ends the handshake (RFC 8446 §6.2). */
    static boolean isAboutOurs(Throwable failure) {
        return chain(failure)
                .map(Throwable::getMessage)
                .anyMatch(message ->
                        message != null && ABOUT_OURS.matcher(message).find());
    }

    private static boolean isCut(Throwable cause) {
        return cause instanceof EOFException
                || cause instanceof SocketException
                || cause instanceof SocketTimeoutException;
    }

    private static Stream<Throwable> chain(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }
}
