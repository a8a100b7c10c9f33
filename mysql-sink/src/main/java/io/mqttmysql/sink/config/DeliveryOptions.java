// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import io.mqttmysql.sink.table.TableId;
import java.util.Locale;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;

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
        def.define(OFFSETS_TABLE, Type.STRING, "connect_sink_offsets", Importance.LOW, """
                exactly_once: the table of the positions, as table or schema.table on the same server. Made by the sink
                where it is missing.""");
        def.define(OFFSETS_OWNER, Type.STRING, "", Importance.LOW, """
                exactly_once: the name under which the positions are kept; empty means the connector's name. Keep it
                when a connector is renamed.""");
        return def.define(
                ON_MISMATCH,
                Type.STRING,
                "fail",
                ConfigDef.CaseInsensitiveValidString.in("fail", "restart"),
                Importance.LOW,
                """
                exactly_once: what to do when the topic was deleted and made anew, so that the stored position is not
                its own: fail, or restart from where Kafka starts.""");
    }

    public static DeliveryOptions from(AbstractConfig config) {
        String owner = config.getString(OFFSETS_OWNER).isBlank()
                ? String.valueOf(config.originals().getOrDefault("name", ""))
                : config.getString(OFFSETS_OWNER);
        if (owner.length() > MAX_OWNER_LENGTH) {
            throw new ConfigException(
                    OFFSETS_OWNER, owner, "is longer than " + MAX_OWNER_LENGTH + " characters; set a shorter one.");
        }
        return new DeliveryOptions(
                DeliveryGuarantee.valueOf(config.getString(GUARANTEE).toUpperCase(Locale.ROOT)),
                table(config.getString(OFFSETS_TABLE)),
                owner,
                MismatchPolicy.valueOf(config.getString(ON_MISMATCH).toUpperCase(Locale.ROOT)));
    }

    private static TableId table(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? TableId.of(name) : TableId.of(name.substring(0, dot), name.substring(dot + 1));
    }
}
