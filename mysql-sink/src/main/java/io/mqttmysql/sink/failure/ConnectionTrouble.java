// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.failure;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import javax.net.ssl.SSLException;

/** Why no connection could be had, by what a person has to change; {@link FailureKind} says what becomes of a batch. */
public enum ConnectionTrouble {
    /** The server is not there, or cannot serve now: it may be later. */
    ABSENT,
    /** User, password, or the host the user comes from. */
    LOGIN,
    /** The server cannot prove who it is, or does not encrypt. */
    TRUST,
    /** The server does not accept the sink's own certificate. */
    CERTIFICATE,
    /** The certificates that vouch for the server, or the sink's own, are not at hand. */
    STORE,
    /** The database, or another part of the URL. */
    DATABASE;

    private static final SqlFailureClassifier CLASSIFIER = new SqlFailureClassifier();

    private static final String AUTHORIZATION_STATE = "28000";

    public static ConnectionTrouble of(SQLException failure) {
        if (CLASSIFIER.classify(failure, TransactionPhase.CONNECT, () -> false) != FailureKind.CONFIGURATION) {
            return ABSENT;
        }
        if (StoreFailed.key(failure).isPresent()) {
            return STORE;
        }
        if (ServerTrust.isAboutOurs(failure)) {
            return CERTIFICATE;
        }
        if (MySqlErrorSets.LOGIN.contains(failure.getErrorCode())
                || AUTHORIZATION_STATE.equals(failure.getSQLState())) {
            return LOGIN;
        }
        boolean isAboutTrust = cause(failure, CertificateException.class) != null
                || cause(failure, SSLException.class) != null
                || ServerTrust.isAboutPlainServer(failure);
        return isAboutTrust ? TRUST : DATABASE;
    }

    /**
     * Why the server is absent.
     *
     * @param address without secrets
     */
    public static String sentence(SQLException failure, String address) {
        if (cause(failure, UnknownHostException.class) != null) {
            return "the host of " + address + " is unknown here: correct the name, or this machine's name service";
        }
        if (cause(failure, ConnectException.class) != null) {
            return "nobody listens at " + address + ": start the server, or correct host and port";
        }
        if (cause(failure, SocketTimeoutException.class) != null) {
            return address + " did not answer in time: a firewall may drop packets, or the server hangs";
        }
        return address + " cannot be used now: " + FailureSentence.ofOutage(failure);
    }

    private static Throwable cause(Throwable failure, Class<? extends Throwable> type) {
        Throwable cause = failure;
        while (cause != null && !type.isInstance(cause)) {
            cause = cause.getCause();
        }
        return cause;
    }
}
