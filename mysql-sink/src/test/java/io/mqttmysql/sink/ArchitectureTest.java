// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.stream.Collectors;

/** The arrows between packages. */
@AnalyzeClasses(packages = "io.mqttmysql.sink", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "io.mqttmysql.sink";
    private static final String KIT = "io.mqttmysql.kit";
    private static final long MOST_TYPES = 25;

    @ArchTest
    final ArchRule ARROWS_POINT_ONE_WAY = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("root")
            .definedBy(ROOT)
            .layer("mapping")
            .definedBy(ROOT + ".mapping..")
            .layer("convert")
            .definedBy(ROOT + ".convert..")
            .layer("write")
            .definedBy(ROOT + ".write..")
            .layer("connection")
            .definedBy(ROOT + ".connection..")
            .layer("check")
            .definedBy(ROOT + ".check..")
            .layer("offset")
            .definedBy(ROOT + ".offset..")
            .layer("statement")
            .definedBy(ROOT + ".statement..")
            .layer("config")
            .definedBy(ROOT + ".config..")
            .layer("strategy")
            .definedBy(ROOT + ".strategy..")
            .layer("payload")
            .definedBy(ROOT + ".payload..")
            .layer("expression")
            .definedBy(ROOT + ".expression..")
            .layer("step")
            .definedBy(ROOT + ".step..")
            .layer("grammar")
            .definedBy(ROOT + ".grammar..")
            .layer("value")
            .definedBy(ROOT + ".value..")
            .layer("failure")
            .definedBy(ROOT + ".failure..")
            .layer("sql")
            .definedBy(ROOT + ".sql..")
            .layer("row")
            .definedBy(ROOT + ".row..")
            .layer("table")
            .definedBy(ROOT + ".table..")
            .layer("tool")
            .definedBy(ROOT + ".tool..")
            .whereLayer("tool")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("root")
            .mayOnlyBeAccessedByLayers("tool")
            .whereLayer("mapping")
            .mayOnlyBeAccessedByLayers("root", "tool")
            .whereLayer("write")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("config")
            .mayOnlyBeAccessedByLayers(
                    "root", "mapping", "write", "connection", "tool", "statement", "offset", "check", "convert")
            .whereLayer("strategy")
            .mayOnlyBeAccessedByLayers("config", "mapping", "tool", "convert")
            .whereLayer("expression")
            .mayOnlyBeAccessedByLayers("strategy", "config", "mapping", "tool", "convert")
            .whereLayer("payload")
            .mayOnlyBeAccessedByLayers("expression", "strategy", "config", "mapping", "tool")
            .whereLayer("step")
            .mayOnlyBeAccessedByLayers("expression", "strategy", "config", "mapping", "tool", "convert")
            .whereLayer("grammar")
            .mayOnlyBeAccessedByLayers(
                    "step", "payload", "expression", "strategy", "config", "mapping", "tool", "convert")
            .whereLayer("value")
            .mayOnlyBeAccessedByLayers(
                    "grammar", "step", "payload", "expression", "strategy", "config", "mapping", "tool", "convert")
            .whereLayer("connection")
            .mayOnlyBeAccessedByLayers("root", "write", "statement", "offset", "check")
            .whereLayer("statement")
            .mayOnlyBeAccessedByLayers("write")
            .whereLayer("offset")
            .mayOnlyBeAccessedByLayers("root", "write", "check", "tool")
            .whereLayer("check")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("convert")
            .mayOnlyBeAccessedByLayers("mapping")
            .whereLayer("failure")
            .mayOnlyBeAccessedByLayers("root", "write", "connection", "statement", "offset", "check")
            .whereLayer("sql")
            .mayOnlyBeAccessedByLayers("write", "connection", "tool", "statement", "check")
            .whereLayer("row")
            .mayOnlyBeAccessedByLayers(
                    "root",
                    "mapping",
                    "write",
                    "failure",
                    "sql",
                    "config",
                    "strategy",
                    "tool",
                    "statement",
                    "check",
                    "convert")
            .because("mapping and writing never see each other: rows are all that goes between them");

    @ArchTest
    final ArchRule TABLES_KNOW_NOBODY = noClasses()
            .that()
            .resideInAPackage("..table..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    ROOT, "..mapping..", "..write..", "..config..", "..strategy..", "..row..", "org.apache..")
            .because("table is the database side of the vocabulary; it may use the JDK only");

    @ArchTest
    final ArchRule THE_POOL_STAYS_IN_ONE_PACKAGE = noClasses()
            .that()
            .resideOutsideOfPackage("..connection..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.zaxxer.hikari..")
            .because("HikariCP is a detail of connection.PooledSource; add what you need to ConnectionSource");

    @ArchTest
    final ArchRule THE_DRIVER_STAYS_IN_ONE_PACKAGE = noClasses()
            .that()
            .resideOutsideOfPackage("..connection..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.mysql..")
            .because("everything else speaks JDBC; what only Connector/J knows belongs to connection.MySqlDriver");

    @ArchTest
    final ArchRule JSON_IS_READ_IN_ONE_PLACE = noClasses()
            .that()
            .resideOutsideOfPackage("..value..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson..")
            .because("payloads are parsed once, within limits, by payload.Payload");

    @ArchTest
    final ArchRule EXPRESSIONS_OF_RE2_ARE_ONE_STEP = noClasses()
            .that()
            .resideOutsideOfPackage("..step..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.google.re2j..")
            .because("records meet regular expressions in step.Match and step.NumberText only");

    @ArchTest
    final ArchRule ROWS_AND_TABLES_NEED_NO_KIT = noClasses()
            .that()
            .resideInAnyPackage(
                    "..value..",
                    "..grammar..",
                    "..step..",
                    "..payload..",
                    "..expression..",
                    "..convert..",
                    "..row..",
                    "..table..",
                    "..sql..",
                    "..failure..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(KIT + "..")
            .because("the kit, a leaf, is for filters and the configuration; vocabularies stand alone");

    @ArchTest
    final ArchRule NO_CIRCLES = slices().matching(ROOT + ".(**)")
            .should()
            .beFreeOfCycles()
            .because("packages that need each other in a circle are one package with two names");

    /** One subject a room: a package that grows has two. The keys may be many. */
    @ArchTest
    void packagesStaySmall(JavaClasses classes) {
        Map<String, Long> sizes = classes.stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
        assertThat(sizes.remove(ROOT + ".config")).isNotNull();

        assertThat(sizes)
                .isNotEmpty()
                .allSatisfy((room, types) -> assertThat(types).as(room).isLessThanOrEqualTo(MOST_TYPES));
    }
}
