// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.kit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The kit is a leaf: both plugins need it, it needs neither. */
@AnalyzeClasses(packages = "io.mqttmysql.kit", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    final ArchRule THE_KIT_KNOWS_NEITHER_PLUGIN = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.mqttmysql.source..", "io.mqttmysql.sink..")
            .because("both plugins carry the kit; hand in what it needs of one");

    @ArchTest
    final ArchRule NOTHING_IS_SHARED_BY_NAME = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.slf4j..", "java.util.logging..", "javax.management..", "java.lang.management..")
            .because(
                    "a worker has a copy for each plugin: two loggers or beans of one name; return what is to be said");

    @ArchTest
    final ArchRule CONNECT_DOES_NOT_FIND_IT = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.kafka.connect..",
                    "org.apache.kafka.common.config.provider..",
                    "org.apache.kafka.common.metrics..")
            .because("the kit holds no plugin, and serves every kind of plugin");

    @ArchTest
    final ArchRule NO_CIRCLES = slices().matching("io.mqttmysql.kit.(**)")
            .should()
            .beFreeOfCycles()
            .because("packages that need each other in a circle are one package with two names");
}
