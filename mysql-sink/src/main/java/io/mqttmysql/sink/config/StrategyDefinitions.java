// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * The strategies' keys of the top level, for the configuration reference; their values are read by
 * {@link StrategyOptions}.
 */
final class StrategyDefinitions {
    private StrategyDefinitions() {}

    static ConfigDef define(ConfigDef def) {
        selection(def);
        writing(def);
        changes(def);
        return fields(def);
    }

    private static void selection(ConfigDef def) {
        text(def, StrategyKeys.STRATEGIES, "", Importance.HIGH, """
                Names of the strategies, separated by commas, in the order in which they are tried; each is described by
                strategy.<name>.<option>. Empty: the top level is the only strategy.""");
        text(def, StrategyKeys.UNMATCHED, "skip", Importance.MEDIUM, """
                What happens to a record that no strategy takes: skip (counted, one warning for each Kafka topic),
                report (as a record that cannot be stored), fail (the task).""");
        text(def, StrategyKeys.MATCH, null, Importance.HIGH, """
                Without strategies: MQTT topic filters, separated by commas, of the records to take; {name} captures a
                level, {name#} the rest. Tried on the header mqtt.topic, else a STRING key, else the Kafka topic.""");
        text(def, StrategyKeys.WHEN, null, Importance.MEDIUM, """
                Without strategies: what must hold of a record to be taken; terms joined by AND: path, not path,
                path = literal, path != literal.""");
    }

    private static void writing(ConfigDef def) {
        text(def, StrategyKeys.TABLE, null, Importance.HIGH, """
                The table, or a template with ${topic} and {capture}; a dot in it splits schema and table. Default:
                ${topic}.""");
        text(def, StrategyKeys.TABLE_NAME_FORMAT, null, Importance.LOW, "Another name of the option table.");
        text(def, StrategyKeys.TABLE_NAME_NORMALIZE, "false", Importance.LOW, """
                true: everything but letters, digits and _ in the table's name becomes _, the dot too.""");
        text(def, StrategyKeys.TOPICS_TO_TABLES, "", Importance.LOW, """
                Tables by Kafka topic, as topic:table, separated by commas; in the place of the option table. A
                record of another topic cannot be stored.""");
        text(def, StrategyKeys.INSERT_MODE, "insert", Importance.HIGH, """
                insert; insert_if_absent: a row of the same key stays as it is; upsert: a row of the same key is updated
                in the mapped columns; update: only that.""");
        text(def, StrategyKeys.PK_MODE, "none", Importance.MEDIUM, """
                Where no column is mapped: what fills the key columns of pk.fields. none: fields, as any other;
                kafka: the original topic, partition and offset; record_key: the record's key or its fields;
                record_value: fields; record_header: the headers of their names.""");
        text(def, StrategyKeys.PK_FIELDS, "", Importance.MEDIUM, """
                Key columns, separated by commas; they must be filled. Default: the table's primary key; with
                pk.mode=kafka __connect_topic, __connect_partition, __connect_offset; with record_key all fields of the
                key.""");
        text(def, StrategyKeys.UPDATE_MISSING, "ignore", Importance.MEDIUM, """
                An update that finds no row: ignore, insert, report (the record cannot be stored).""");
        text(def, StrategyKeys.NEWER_BY, "", Importance.MEDIUM, """
                With upsert, a column: an older value than the stored one does not overwrite the row.""");
        text(def, StrategyKeys.DELETE_ENABLED, "false", Importance.MEDIUM, """
                true: a record with a null value deletes the row of its key.""");
        text(def, StrategyKeys.PAYLOAD_FORMAT, "json", Importance.MEDIUM, """
                How payloads are written that no converter has read: json; csv ';' (one line; $[0] is its first value);
                keyvalue ',' ':' (an object; without marks t=21.5 h=44); form (an object); cbor.""");
        text(def, StrategyKeys.PAYLOAD_COMPRESSION, "none", Importance.MEDIUM, """
                auto: payloads that begin as gzip or zlib do are inflated, up to json.max.bytes; none.""");
        text(def, StrategyKeys.MISSING, "keep", Importance.MEDIUM, """
                A value that the record does not have: keep (the column is left out: its own default on insert, its old
                value on upsert and update), null, error (the record cannot be stored).""");
        text(def, StrategyKeys.AUTO_CREATE, "false", Importance.MEDIUM, "true: make a table that is not there.");
        text(def, StrategyKeys.AUTO_EVOLVE, "false", Importance.MEDIUM, """
                true: add columns that are not there, and make decimals of whole numbers so far where a record needs
                it.""");
    }

    private static void changes(ConfigDef def) {
        text(def, StrategyKeys.CHANGED_ONLY, "false", Importance.MEDIUM, """
                true: a row is written only where a mapped column differs from what this task wrote last for its key
                (insert, with pk.fields; upsert). Columns of kafka.timestamp and kafka.offset do not count.""");
        text(def, StrategyKeys.CHANGED_HEARTBEAT, null, Importance.LOW, """
                With changed.only: so many milliseconds, by the records' timestamps, after the last row of a key the
                next one is written in any case. Default: never.""");
    }

    private static ConfigDef fields(ConfigDef def) {
        text(def, StrategyKeys.ROWS, "", Importance.MEDIUM, """
                Many rows of one message: a path that ends in [*] or .*, for example $.readings[*]; in columns @ is the
                element and @key its index or name. With one more wildcard before, @^ is the element around it.""");
        text(def, StrategyKeys.FIELDS_INCLUDE, "", Importance.MEDIUM, """
                Fields that go to the columns of their names, separated by commas; * is every field that is not an
                object or array. Default: * where no column is mapped, else none.""");
        text(def, StrategyKeys.FIELDS_WHITELIST, null, Importance.LOW, "Another name of fields.include.");
        text(def, StrategyKeys.FIELDS_EXCLUDE, "", Importance.LOW, "Fields that fields.include does not mean.");
        text(def, StrategyKeys.FIELDS_RENAME, "", Importance.LOW, """
                Fields whose column has another name, as field:column, separated by commas.""");
        return text(def, StrategyKeys.FLATTEN, "false", Importance.LOW, """
                true: the members of nested objects are fields too, named outer_inner.""");
    }

    /** The keys whose names the user makes up, for the configuration reference only: no such key is ever defined. */
    static ConfigDef describe(ConfigDef def) {
        String prefix = StrategyKeys.prefix("<name>");
        text(def, StrategyKeys.COLUMN_PREFIX + "<column>", null, Importance.HIGH, """
                A column and the expression that fills it, for example $.temperature, {room}, payload as DECIMAL(5,2) or
                kafka.timestamp. Everything after column. is the column's name, of 64 characters at most; {capture}
                is named by that capture. With strategies it holds for all of them.""");
        text(def, prefix + StrategyKeys.COLUMN_PREFIX + "<column>", "the top level's", Importance.HIGH, """
                As column.<column>, for this strategy alone; an empty value takes an inherited column away.""");
        text(def, StrategyKeys.DEADBAND_PREFIX + "<column>", null, Importance.LOW, """
                With changed.only: how far a number may be from the one that was written last and count as the same;
                any: the column does not count. Default: each difference counts.""");
        text(def, prefix + StrategyKeys.DEADBAND_PREFIX + "<column>", "the top level's", Importance.LOW, """
                As changed.deadband.<column>, for this strategy alone; an empty value takes an inherited one away.""");
        text(def, prefix + StrategyKeys.MATCH, null, Importance.HIGH, """
                MQTT topic filters, separated by commas, of the records to take, for example
                Home/{room}/+/climate; {name} captures a level, {name#} the rest. Tried on the header mqtt.topic,
                else a STRING key, else the Kafka topic. Default: every record.""");
        text(def, prefix + StrategyKeys.TOPICS, null, Importance.MEDIUM, """
                Kafka topics of the records to take, separated by commas; names before transformations. With match both
                must hold.""");
        text(def, prefix + StrategyKeys.TOPICS_REGEX, null, Importance.LOW, """
                As topics, for the topics whose whole name a regular expression matches.""");
        text(def, prefix + StrategyKeys.WHEN, null, Importance.MEDIUM, """
                What must hold of a record besides, for example $.battery AND mqtt.retained = false; terms joined
                by AND: path, not path, path = literal, path != literal. With @ it is asked of each element of
                rows.""");
        text(def, prefix + StrategyKeys.DISCARD, "false", Importance.MEDIUM, """
                true: what the strategy takes is counted and not written.""");
        text(def, prefix + StrategyKeys.CONTINUE, "false", Importance.MEDIUM, """
                true: the strategies after this one are tried too, so that one record can go to several tables.""");
        text(def, prefix + StrategyKeys.LIKE, null, Importance.MEDIUM, """
                The name of another strategy, whose options hold where this one sets none.""");
        StrategyDefinitions.define(new ConfigDef()).configKeys().values().stream()
                .filter(key -> StrategyKeys.INHERITED.contains(key.name))
                .forEach(key -> text(def, prefix + key.name, "the top level's", key.importance, key.documentation));
        return def;
    }

    private static ConfigDef text(ConfigDef def, String key, String byDefault, Importance importance, String doc) {
        return def.define(key, Type.STRING, byDefault, importance, doc);
    }
}
