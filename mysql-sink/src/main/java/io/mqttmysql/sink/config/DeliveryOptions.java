// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import io.mqttmysql.kit.config.ConfigProblems;
import io.mqttmysql.sink.table.TableId;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * What holds between Kafka and MySQL.
 *
 * @param offsetsTable where exactly-once keeps its positions
 * @param owner whose positions they are
 */
public record DeliveryOptions(
        DeliveryGuarantee guarantee, TableId offsetsTable, String owner, MismatchPolicy onMismatch) {
    public static final String GUARANTEE = "delivery.guarantee";
    public static final String OFFSETS_TABLE = "offsets.table";
    public static final String OFFSETS_OWNER = "offsets.owner";
    public static final String ON_MISMATCH = "exactly.once.on.mismatch";

    private static final String DEFAULT_TABLE = "connect_sink_offsets";

    /** The width of the owner column. */
    private static final int MAX_OWNER_LENGTH = 190;

    public static ConfigDef define(ConfigDef def) {
        def.define(
                GUARANTEE,
                Type.STRING,
                "at_least_once",
                ConfigDef.CaseInsensitiveValidString.in("at_least_once", "exactly_once"),
                Importance.HIGH,
                """
                exactly_once keeps the position in Kafka in a table of the same database, in the same transaction as
                the rows. at_least_once may write a record again after a failure; with upsert that changes nothing.""");
        def.define(OFFSETS_TABLE, Type.STRING, DEFAULT_TABLE, Importance.LOW, """
                exactly_once: the table of the positions, as table or schema.table on the same server. Made by the sink
                where it is missing.""");
        def.define(OFFSETS_OWNER, Type.STRING, "", Importance.LOW, """
                exactly_once: the name under which the positions are kept; empty means the connector's name. Keep it
                when a connector is renamed. Connectors of one name in two Connect clusters that share the table need
                different ones: each would take the other's positions for its own.""");
        return def.define(
                ON_MISMATCH,
                Type.STRING,
                "fail",
                ConfigDef.CaseInsensitiveValidString.in("fail", "restart"),
                Importance.LOW,
                """
                exactly_once: what to do when the stored position is not right: the topic was deleted and re-created, or
                the position was set from outside or is gone. fail stops the task with the REST call that puts it right;
                restart goes back to where nothing is lost, which may store some records again.""");
    }

    public static DeliveryOptions from(AbstractConfig config) {
        return new DeliveryOptions(
                DeliveryGuarantee.valueOf(config.getString(GUARANTEE).toUpperCase(Locale.ROOT)),
                table(config.getString(OFFSETS_TABLE)),
                owner(config.originalsStrings()),
                MismatchPolicy.valueOf(config.getString(ON_MISMATCH).toUpperCase(Locale.ROOT)));
    }

    /** Names that would not fit where they are kept. */
    static void check(Map<String, String> settings, ConfigProblems problems) {
        String owner = owner(settings);
        if (owner.length() > MAX_OWNER_LENGTH) {
            problems.add(
                    OFFSETS_OWNER, owner, "it is longer than " + MAX_OWNER_LENGTH + " characters; set a shorter one");
        }
        String table = settings.getOrDefault(OFFSETS_TABLE, DEFAULT_TABLE);
        boolean isName =
                table.matches("([^.`]{1,64}\\.)?[^.`]{1,64}") && TableId.isQuotable(table) && !table.endsWith(" ");
        if (!isName) {
            problems.add(
                    OFFSETS_TABLE,
                    table,
                    "write table or schema.table, without back-ticks and backslashes, and each of 64 characters at most");
        }
    }

    private static String owner(Map<String, String> settings) {
        String owner = settings.getOrDefault(OFFSETS_OWNER, "");
        return owner.isBlank() ? settings.getOrDefault("name", "") : owner;
    }

    private static TableId table(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? TableId.of(name) : TableId.of(name.substring(0, dot), name.substring(dot + 1));
    }
}
