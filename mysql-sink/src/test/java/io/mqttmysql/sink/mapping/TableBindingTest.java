// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.sink.row.ConfigurationProblem;
import io.mqttmysql.sink.row.Row;
import io.mqttmysql.sink.row.RowShape;
import io.mqttmysql.sink.testing.Mapping;
import io.mqttmysql.sink.testing.Records;
import io.mqttmysql.sink.testing.Tables;
import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class TableBindingTest {
    private final Tables tables = Tables.of(
            "CREATE TABLE latest (room VARCHAR(10) PRIMARY KEY, t DOUBLE, h DOUBLE)",
            "CREATE TABLE log (id BIGINT AUTO_INCREMENT PRIMARY KEY, room VARCHAR(20), t DOUBLE)");

    private List<RowShape> shapes(Mapping mapping, String... payloads) {
        SinkRecord[] records = new SinkRecord[payloads.length];
        for (int i = 0; i < payloads.length; i++) {
            records[i] = Records.mqtt("Home/kitchen", payloads[i]);
        }
        return mapping.map(records).rows().stream().map(Row::shape).toList();
    }

    @Test
    void givesEqualShapesAsOneInstance() {
        Mapping mapping = Mapping.of("table=latest\ncolumn.room=mqtt.topic[1]\ncolumn.t=$.t\ncolumn.h=$.h", tables);

        List<RowShape> shapes = shapes(mapping, "{\"t\":1,\"h\":2}", "{\"t\":1}", "{\"h\":2,\"t\":1}", "{\"t\":2}");

        assertThat(shapes.get(0)).isSameAs(shapes.get(2)).isNotEqualTo(shapes.get(1));
        assertThat(shapes.get(1)).isSameAs(shapes.get(3));
        assertThat(shapes(mapping, "{\"t\":3}")).first().isSameAs(shapes.get(1));
    }

    @Test
    void namesKeyColumnsAsTheTableSpellsThem() {
        Mapping mapping = Mapping.of(
                "table=latest\ninsert.mode=upsert\npk.fields=ROOM\ncolumn.ROOM=mqtt.topic[1]\ncolumn.t=$.t", tables);

        assertThat(shapes(mapping, "{\"t\":1}")).singleElement().satisfies(shape -> {
            assertThat(shape.keyColumns()).containsExactly("room");
            assertThat(shape.columns()).extracting("name").containsExactly("room", "t");
        });
    }

    @Test
    void takesThePrimaryKeyWhereNothingElseIsSaid() {
        Mapping upsert = Mapping.of("table=latest\ninsert.mode=upsert\ncolumn.room='a'", tables);
        Mapping insert = Mapping.of("table=latest\ncolumn.room='a'", tables);
        Mapping generated = Mapping.of("table=log\ncolumn.room='a'", tables);

        assertThat(shapes(upsert, "").get(0).keyColumns()).containsExactly("room");
        assertThat(shapes(insert, "").get(0).keyColumns()).containsExactly("room");
        assertThat(shapes(generated, "").get(0).keyColumns()).isEmpty();
    }

    @Test
    void anUpsertNeedsAUniqueIndexOnItsKeyOrItWouldDoubleRows() {
        tables.create("CREATE TABLE free (id BIGINT AUTO_INCREMENT PRIMARY KEY, room VARCHAR(20), t DOUBLE)");
        tables.create("CREATE TABLE held (id BIGINT AUTO_INCREMENT PRIMARY KEY, room VARCHAR(20) UNIQUE, t DOUBLE)");
        String options = "insert.mode=upsert\npk.fields=ROOM\ncolumn.room='a'\ncolumn.t=$.t\ntable=";

        assertProblem(
                options + "free",
                "Strategy 'top level' does not fit table 'free': insert.mode is upsert, but the table has no unique"
                        + " index on exactly (room); add one with ALTER TABLE … ADD UNIQUE (room), or name the columns"
                        + " of an existing one in pk.fields");
        assertThat(shapes(Mapping.of(options + "held", tables), "{\"t\":1}")
                        .get(0)
                        .keyColumns())
                .containsExactly("room");
    }

    @Test
    void bindsAnewWhenTheTableHasChanged() {
        Mapping mapping = Mapping.of("table=log\ncolumn.room='a'\ncolumn.t=$.t", tables);
        shapes(mapping, "{\"t\":1.5}");

        tables.create("CREATE TABLE log (id BIGINT AUTO_INCREMENT PRIMARY KEY, room VARCHAR(20), t DECIMAL(3,0))");

        assertThat(mapping.read(Records.mqtt("Home", "{\"t\":1.5}"))).isEqualTo("top level → log: room=a, t=2");
    }

    @Test
    void saysWhatDoesNotFit() {
        assertProblem(
                "table=nowhere\ncolumn.a=1\ncolumn.b=2",
                "Strategy 'top level' writes to table 'nowhere', which does "
                        + "not exist; create it (CREATE TABLE `nowhere` with the columns a, b) or correct the option 'table'");
        assertProblem(
                "table=latest\ncolumn.romo='a'",
                "Strategy 'top level' does not fit table 'latest': it has no column " + "'romo'; did you mean 'room'?");
        assertProblem(
                "table=latest\ncolumn.humidity='a'",
                "Strategy 'top level' does not fit table 'latest': it has no "
                        + "column 'humidity'; there are: h, room, t");
        assertProblem(
                "table=latest\ncolumn.t=1",
                "Strategy 'top level' does not fit table 'latest': its column 'room' is "
                        + "NOT NULL without a default and the strategy does not map it; add column.room, give the column a "
                        + "default, or, where a trigger fills it, grant TRIGGER on the table, without which it cannot be seen");
        assertProblem(
                "table=log\ninsert.mode=upsert\ncolumn.t=1",
                "Strategy 'top level' does not fit table 'log': "
                        + "insert.mode is upsert, but the key column 'id' is not mapped; add column.id, or name other key columns "
                        + "in pk.fields");
        assertProblem(
                "table=latest\ncolumn.room='a'\ncolumn.t='warm'",
                "Strategy 'top level' does not fit table 'latest': "
                        + "column 't' (double) cannot hold the literal of ''warm'': the text 'warm' is not a number as JSON writes "
                        + "it");
        assertProblem(
                "table=latest\ncolumn.room=$.room default null",
                "Strategy 'top level' does not fit table 'latest': column 'room' (varchar(10)) cannot hold the literal of "
                        + "'$.room default null': it is null, and the column is NOT NULL; give the expression a default");
        tables.create("CREATE TABLE log (t DOUBLE)");
        assertProblem(
                "table=log\ninsert.mode=upsert\ncolumn.t=1",
                "Strategy 'top level' does not fit table 'log': "
                        + "insert.mode is upsert, but the table has no primary key; add one, or name a unique key's columns in "
                        + "pk.fields");
    }

    @Test
    void aColumnThatTheServerComputesCannotBeMapped() {
        tables.create("CREATE TABLE sums (a INT, total INT GENERATED ALWAYS AS (a * 2) STORED)");
        assertProblem(
                "table=sums\ncolumn.a=1\ncolumn.total=2",
                "Strategy 'top level' does not fit table 'sums': its column 'total' is generated: the server computes it "
                        + "and takes no value for it; do not map it, or make it an ordinary column");
    }

    private void assertProblem(String properties, String message) {
        Mapping mapping = Mapping.of(properties, tables);
        assertThatThrownBy(() -> mapping.map(Records.mqtt("Home", "{}")))
                .isInstanceOf(ConfigurationProblem.class)
                .hasMessage(message);
    }

    @Test
    void makesTheTableNameFromTheRecord() {
        tables.create("CREATE TABLE sensors.t_kitchen (t DOUBLE)");
        Mapping mapping = Mapping.of("match=Home/{room}\ntable=sensors.t_{room}\ncolumn.t=$", tables);

        assertThat(mapping.read(Records.mqtt("Home/kitchen", "1"))).isEqualTo("top level → sensors.t_kitchen: t=1.0");
        assertThat(mapping.read(Records.mqtt("Home/a.b", "1")))
                .isEqualTo(
                        "! strategy 'top level', table 'sensors.t_a.b': there is no such table; its name was made from "
                                + "'sensors.t_{room}'");
        assertThat(mapping.read(Records.mqtt("Home/" + "x".repeat(64), "1")))
                .isEqualTo("! strategy 'top level': the table name it makes has 66 characters and MySQL allows 64");
    }

    @Test
    void aNameFromTheRecordThatMeetsAnotherTableIsTheRecordsFault() {
        Mapping mapping = Mapping.of("match={room}\ntable={room}\ncolumn.t=$\ncolumn.h=$", tables);

        assertThat(mapping.read(Records.mqtt("log", "1"), Records.mqtt("latest", "1")))
                .isEqualTo("""
                ! strategy 'top level', table 'log': the strategy does not fit this table, whose name was made from \
                '{room}': it has no column 'h'; there are: id, room, t
                ! strategy 'top level', table 'latest': the strategy does not fit this table, whose name was made from \
                '{room}': its column 'room' is NOT NULL without a default and the strategy does not map it; add \
                column.room, give the column a default, or, where a trigger fills it, grant TRIGGER on the table, without \
                which it cannot be seen""");
    }

    @Test
    void usesTheTopicAfterTransformationsForTheTableAndTheOriginalOneForTopics() {
        tables.create("CREATE TABLE renamed (t DOUBLE, topic VARCHAR(20))");
        Mapping mapping =
                Mapping.of("strategies=a\nstrategy.a.topics=home\ncolumn.t=$\ncolumn.topic=kafka.topic", tables);
        SinkRecord original = Records.value("home", null, 1);
        SinkRecord renamed = original.newRecord("renamed", 0, null, null, null, 1, 0L);

        assertThat(mapping.read(renamed)).isEqualTo("a → renamed: t=1.0, topic=home");
    }
}
