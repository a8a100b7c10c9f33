// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.tool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrantsTest {
    @TempDir
    private Path folder;

    /** No right more than what is configured needs; the positions, where there are such. */
    @Test
    void writesTheRightsOfWhatIsConfigured() throws IOException {
        assertThat(ddl("""
                connection.user=o'hara
                delivery.guarantee=exactly_once
                offsets.table=admin.positions
                strategies=a,b,c
                auto.evolve=true
                column.t=$.t as DOUBLE
                column.room={room} as VARCHAR(20)
                strategy.a.match=a/{room}
                strategy.a.table=a
                strategy.a.insert.mode=update
                strategy.a.pk.fields=room
                strategy.a.auto.evolve=false
                strategy.b.match=b/{room}
                strategy.b.table=b
                strategy.b.insert.mode=insert_if_absent
                strategy.b.pk.fields=room
                strategy.b.delete.enabled=true
                strategy.c.match=c/{room}
                strategy.c.table=b
                """)).endsWith("""
                ) ENGINE = InnoDB;

                -- The rights that the connector's user needs, in the schema of connection.url:
                -- GRANT SELECT, UPDATE ON `a` TO 'o''hara'@'%';
                -- GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER ON `b` TO 'o''hara'@'%';
                -- GRANT SELECT, INSERT, UPDATE, DELETE ON `admin`.`positions` TO 'o''hara'@'%';

                """).contains("CREATE TABLE IF NOT EXISTS `admin`.`positions` (");
    }

    private String ddl(String properties) throws IOException {
        Path file = Files.writeString(folder.resolve("connector"), properties);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, UTF_8);
        StrategyTool.run(List.of("ddl", file.toString()), stream, stream);
        return out.toString(UTF_8);
    }
}
