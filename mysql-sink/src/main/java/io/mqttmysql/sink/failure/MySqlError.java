// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.failure;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Vendor codes by what they mean to the sink (MySQL "Server Error Message Reference"). Each number is here once;
 * whoever needs one uses its name.
 */
final class MySqlError {
    /** The server refuses a packet larger than its max_allowed_packet, and hangs up. */
    static final int PACKET_TOO_LARGE = 1153;

    /** KILL QUERY; out of COMMIT it leaves the outcome open. */
    static final int QUERY_INTERRUPTED = 1317;

    /** The server is stopping; out of COMMIT it leaves the outcome open. */
    static final int SERVER_SHUTDOWN = 1053;

    /** MariaDB: max_statement_time is over; as for KILL QUERY. */
    static final int STATEMENT_TIMEOUT_OF_MARIADB = 1969;

    /** The engine or the cluster failed while it committed: done or not, the server does not say. */
    static final int ERROR_DURING_COMMIT = 1180;

    /** {@code --read-only} or {@code --super-read-only}: often the old primary after a fail-over. */
    static final int OPTION_PREVENTS = 1290;

    /** Running in read-only mode. */
    static final int READ_ONLY_MODE = 1836;

    /** The table is read only: {@code innodb_read_only} or {@code innodb_force_recovery} of MariaDB. */
    static final int TABLE_IS_READ_ONLY = 1036;

    /** {@code --innodb-read-only} */
    static final int INNODB_READ_ONLY = 1874;

    /** {@code SIGNAL SQLSTATE '02…'} in a trigger or a procedure. */
    static final int SIGNALLED_NOT_FOUND = 1643;

    /** {@code SIGNAL} with any other SQLState. */
    static final int SIGNALLED = 1644;

    /** A program of the database refuses, unless it chose a number of its own. */
    static final Set<Integer> SIGNALS = Set.of(SIGNALLED_NOT_FOUND, SIGNALLED);

    /** A view WITH CHECK OPTION does not show the row. */
    static final int VIEW_CHECK_FAILED = 1369;

    static final int ACCESS_DENIED_FOR_DATABASE = 1044;
    static final int ACCESS_DENIED = 1045;
    static final int UNKNOWN_DATABASE = 1049;
    static final int UNKNOWN_COLUMN = 1054;
    static final int NO_SUCH_TABLE = 1146;
    static final int TABLE_PRIVILEGE = 1142;
    static final int COLUMN_PRIVILEGE = 1143;
    static final int HOST_NOT_PRIVILEGED = 1130;
    static final int PASSWORD_MUST_CHANGE = 1820;
    static final int PASSWORD_EXPIRED = 1862;
    static final int ACCOUNT_LOCKED = 3118;

    static final int DUPLICATE_COLUMN = 1060;
    static final int DUPLICATE_ENTRY = 1062;
    static final int COLUMN_NOT_NULL = 1048;
    static final int OUT_OF_RANGE = 1264;

    /** Not a word of the column's ENUM or SET, or digits after a number. */
    static final int DATA_TRUNCATED = 1265;

    static final int TRUNCATED_WRONG_VALUE = 1292;

    /** Not a value of the column's type or character set. */
    static final int WRONG_VALUE_FOR_FIELD = 1366;

    /** No default for a column that is left out. */
    static final int NO_DEFAULT_FOR_FIELD = 1364;

    static final int DATA_TOO_LONG = 1406;

    /** A foreign key points to a row that is not there. */
    static final int NO_REFERENCED_ROW = 1452;

    /** The table has no partition for the row's value. */
    static final int NO_PARTITION = 1526;

    /** A value was given for a column that the server computes. */
    static final int GENERATED_COLUMN = 3105;

    static final int GENERATED_COLUMN_OF_MARIADB = 1906;
    static final int INVALID_JSON = 3140;
    static final int CHECK_VIOLATED = 3819;
    static final int CHECK_VIOLATED_OF_MARIADB = 4025;

    /** The transaction is larger than max_binlog_cache_size. */
    private static final int BINLOG_CACHE_FULL = 1197;

    /** Group replication: the transaction is larger than its limit. */
    private static final int GROUP_TRANSACTION_TOO_LARGE = 3100;

    /** Group replication: refused by the certification. */
    private static final int GROUP_TRANSACTION_REFUSED = 3101;

    /** The statement is not what the sink may do: denied for the database, the table, a column. */
    static final Set<Integer> DENIED = Set.of(ACCESS_DENIED_FOR_DATABASE, TABLE_PRIVILEGE, COLUMN_PRIVILEGE);

    /** Who connects cannot do so as things are. */
    static final Set<Integer> LOGIN =
            Set.of(ACCESS_DENIED, HOST_NOT_PRIVILEGED, PASSWORD_MUST_CHANGE, PASSWORD_EXPIRED, ACCOUNT_LOCKED);

    /** Only a person can change these. */
    static final Set<Integer> CONFIGURATION = Set.of(
            ACCESS_DENIED_FOR_DATABASE,
            ACCESS_DENIED,
            UNKNOWN_DATABASE,
            HOST_NOT_PRIVILEGED,
            TABLE_PRIVILEGE,
            COLUMN_PRIVILEGE,
            1193, // unknown system variable
            PASSWORD_MUST_CHANGE,
            PASSWORD_EXPIRED,
            ACCOUNT_LOCKED,
            NO_SUCH_TABLE,
            UNKNOWN_COLUMN,
            1064, // syntax
            1115, // unknown character set
            1136, // column count
            1267); // mix of collations

    /** Connections are refused for now, whatever the exception's class says. */
    static final Set<Integer> REFUSING = Set.of(
            1040, // too many connections
            1129, // host blocked after too many errors
            1037, // out of memory
            1041, // out of resources
            1135, // cannot create a thread
            1203, // max_user_connections
            1226, // resource limit of the user
            3032, // offline mode
            3168); // not ready yet

    /** 2000 to 2999 are a client's own errors: a proxy or a linked server hands them on when its own link is gone. */
    static final int FIRST_OF_CLIENTS = 2_000;

    static final int LAST_OF_CLIENTS = 2_999;

    /** The link is gone. 1927 never comes from Connector/J, but costs nothing. */
    static final Set<Integer> LINK_LOST = Set.of(
            SERVER_SHUTDOWN,
            1152, // aborted connection
            1158, // network read error
            1159, // network read timeout
            1160, // network write error
            1161, // network write timeout
            1184, // new connection aborted
            1927, // MariaDB: connection killed
            4031, // disconnected because of inactivity
            9001, // ProxySQL: no server could be reached in time
            9002, // ProxySQL: connecting to a server failed too often
            9004); // ProxySQL: the server is offline

    /** Answers to COMMIT that do not tell whether it was done. */
    static final Set<Integer> COMMIT_OPEN =
            Set.of(QUERY_INTERRUPTED, STATEMENT_TIMEOUT_OF_MARIADB, ERROR_DURING_COMMIT);

    /** AUTO_INCREMENT is used up: of BIGINT UNSIGNED, or in the middle of a statement; MariaDB: of any type. */
    static final Set<Integer> OUT_OF_NUMBERS = Set.of(1467, 167);

    /** Of a transaction; a shorter one may pass. */
    static final Set<Integer> TOO_MUCH =
            Set.of(BINLOG_CACHE_FULL, GROUP_TRANSACTION_TOO_LARGE, GROUP_TRANSACTION_REFUSED);

    /** The transaction can simply be tried again. */
    static final Set<Integer> CONFLICT = Set.of(
            1020, // MariaDB: the row has changed since the transaction's snapshot
            BINLOG_CACHE_FULL, // split
            1205, // lock wait timeout: rolls back the statement only, so roll back explicitly
            1206, // lock table full
            1213, // deadlock: the server has rolled back
            QUERY_INTERRUPTED,
            1412, // table definition changed within the transaction
            1615, // prepared statement needs to be prepared again
            1637, // too many active transactions
            STATEMENT_TIMEOUT_OF_MARIADB,
            3024, // max_execution_time
            GROUP_TRANSACTION_TOO_LARGE, // split
            GROUP_TRANSACTION_REFUSED,
            3572); // NOWAIT

    /** The server cannot write now. */
    static final Set<Integer> CANNOT_WRITE = Set.of(
            OPTION_PREVENTS,
            READ_ONLY_MODE,
            TABLE_IS_READ_ONLY,
            INNODB_READ_ONLY,
            1881, // innodb_force_recovery
            1015, // cannot lock a file: read-only file system
            1026, // error on write: disk full
            1030, // error of the engine: disk full (28) and others
            1223, // this session holds a read lock, for a backup
            ERROR_DURING_COMMIT, // outside of COMMIT: an implicit one
            1021, // disk full
            1114, // table full
            1792); // read-only transaction

    /** Connections to a server that only reads should go: another may have its name by now. */
    static final Set<Integer> READ_ONLY = Set.of(OPTION_PREVENTS, READ_ONLY_MODE, TABLE_IS_READ_ONLY, INNODB_READ_ONLY);

    /** Data errors without an SQLState that says so. */
    static final Set<Integer> RECORD = Set.of(
            DATA_TRUNCATED,
            NO_DEFAULT_FOR_FIELD,
            WRONG_VALUE_FOR_FIELD,
            NO_PARTITION,
            1411, // not a value of the type of a function
            1690, // result of an expression out of range
            1748, // the row belongs to none of the partitions that the statement names
            3643, // SRID of another kind than the column's
            3751, // value cut in a functional index
            3752, // out of range in a functional index
            3903, // not a value of the JSON function in an index
            3904, // JSON value out of range in an index
            3905, // too many values of a record for a multi-valued index
            3906, // too many bytes of a record for a multi-valued index
            3907, // value too long for a functional index
            VIEW_CHECK_FAILED,
            GENERATED_COLUMN_OF_MARIADB,
            GENERATED_COLUMN,
            INVALID_JSON,
            CHECK_VIOLATED);

    /** A table cannot be as it is to be made. */
    static final Set<Integer> SHAPE = Set.of(
            1059, // identifier too long
            DUPLICATE_COLUMN,
            1070, // too many columns in an index
            1071, // index too long
            1074, // column too long
            1102, // not a name of a database
            1103, // not a name of a table
            1117, // too many columns
            1118, // row too large
            1166, // not a name of a column
            1170, // BLOB or TEXT in an index without a length; MariaDB's JSON too
            3152); // JSON in an index

    /** "Cannot create" and "error from engine": the storage engine's own number, in the message, says why. */
    static final Set<Integer> ENGINE = Set.of(1005, 1030);

    /** A name of 64 characters that are not letters is longer as a file: 168 of MySQL, 36 of MariaDB. */
    static final Pattern FILE_NAME_TOO_LONG = Pattern.compile("error 168\\b|errno: 36\\b");

    private MySqlError() {}

    /** It has no code of its own: a plugin of authentication that is disabled here. */
    static boolean isAboutClearPassword(Throwable failure) {
        return failure.getMessage() != null && failure.getMessage().contains("'mysql_clear_password'");
    }

    /** It has no code of its own: the driver may not ask for the key with which a password is sent without TLS. */
    static boolean isAboutPublicKey(Throwable failure) {
        return failure.getMessage() != null && failure.getMessage().contains("Public Key Retrieval");
    }
}
