// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.failure;

import static io.mqttmysql.sink.failure.MySqlError.ACCESS_DENIED;
import static io.mqttmysql.sink.failure.MySqlError.ACCESS_DENIED_FOR_DATABASE;
import static io.mqttmysql.sink.failure.MySqlError.ACCOUNT_LOCKED;
import static io.mqttmysql.sink.failure.MySqlError.CHECK_VIOLATED;
import static io.mqttmysql.sink.failure.MySqlError.COLUMN_PRIVILEGE;
import static io.mqttmysql.sink.failure.MySqlError.DATA_TRUNCATED;
import static io.mqttmysql.sink.failure.MySqlError.DUPLICATE_COLUMN;
import static io.mqttmysql.sink.failure.MySqlError.ERROR_DURING_COMMIT;
import static io.mqttmysql.sink.failure.MySqlError.GENERATED_COLUMN;
import static io.mqttmysql.sink.failure.MySqlError.GENERATED_COLUMN_OF_MARIADB;
import static io.mqttmysql.sink.failure.MySqlError.HOST_NOT_PRIVILEGED;
import static io.mqttmysql.sink.failure.MySqlError.INNODB_READ_ONLY;
import static io.mqttmysql.sink.failure.MySqlError.INVALID_JSON;
import static io.mqttmysql.sink.failure.MySqlError.NO_DEFAULT_FOR_FIELD;
import static io.mqttmysql.sink.failure.MySqlError.NO_PARTITION;
import static io.mqttmysql.sink.failure.MySqlError.NO_SUCH_TABLE;
import static io.mqttmysql.sink.failure.MySqlError.OPTION_PREVENTS;
import static io.mqttmysql.sink.failure.MySqlError.PASSWORD_EXPIRED;
import static io.mqttmysql.sink.failure.MySqlError.PASSWORD_MUST_CHANGE;
import static io.mqttmysql.sink.failure.MySqlError.QUERY_INTERRUPTED;
import static io.mqttmysql.sink.failure.MySqlError.READ_ONLY_MODE;
import static io.mqttmysql.sink.failure.MySqlError.SERVER_SHUTDOWN;
import static io.mqttmysql.sink.failure.MySqlError.SIGNALLED;
import static io.mqttmysql.sink.failure.MySqlError.SIGNALLED_NOT_FOUND;
import static io.mqttmysql.sink.failure.MySqlError.STATEMENT_TIMEOUT_OF_MARIADB;
import static io.mqttmysql.sink.failure.MySqlError.TABLE_IS_READ_ONLY;
import static io.mqttmysql.sink.failure.MySqlError.TABLE_PRIVILEGE;
import static io.mqttmysql.sink.failure.MySqlError.UNKNOWN_COLUMN;
import static io.mqttmysql.sink.failure.MySqlError.UNKNOWN_DATABASE;
import static io.mqttmysql.sink.failure.MySqlError.VIEW_CHECK_FAILED;
import static io.mqttmysql.sink.failure.MySqlError.WRONG_VALUE_FOR_FIELD;

import java.util.Set;

/** Vendor codes that mean the same to the sink; those that are asked for alone have a name in {@link MySqlError}. */
final class MySqlErrorSets {
    /** A program of the database refuses, unless it chose a number of its own. */
    static final Set<Integer> SIGNALS = Set.of(SIGNALLED_NOT_FOUND, SIGNALLED);

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

    private MySqlErrorSets() {}
}
