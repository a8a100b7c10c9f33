// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.failure;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/**
 * A link that ends while the sink logs in with a certificate of its own. With TLS 1.3 a client has sent its first
 * packet before the server has looked at the certificate (RFC 8446 §4.4.4); a server that then closes takes its own
 * alert along, so that a refused certificate looks as a server that goes away. Any thread.
 */
public final class DoubtedCertificate {
    private static final String HINT = "; where this repeats, the server may not accept the sink's own certificate: its"
            + " ssl_ca must vouch for the one in connection.ssl.keystore.location";

    private DoubtedCertificate() {}

    /** The same failure, with what may be behind it where the link was made and then cut. */
    public static SQLException of(SQLException failure) {
        List<Throwable> chain = Stream.iterate((Throwable) failure, cause -> cause != null, Throwable::getCause)
                .toList();
        boolean isCut = chain.stream()
                .anyMatch(cause -> cause instanceof EOFException || cause.getClass() == SocketException.class);
        boolean wasMade = chain.stream().noneMatch(ConnectException.class::isInstance);
        return isCut && wasMade
                ? new SQLException(failure.getMessage() + HINT, failure.getSQLState(), failure.getErrorCode(), failure)
                : failure;
    }
}
