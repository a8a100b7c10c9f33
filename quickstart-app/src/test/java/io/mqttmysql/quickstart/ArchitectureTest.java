// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between packages, as the root's package-info draws them. */
@AnalyzeClasses(packages = "io.mqttmysql.quickstart", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "io.mqttmysql.quickstart";

    @ArchTest
    final ArchRule ARROWS_POINT_ONE_WAY = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("root")
            .definedBy(ROOT)
            .layer("faults")
            .definedBy(ROOT + ".faults..")
            .layer("screen")
            .definedBy(ROOT + ".screen..")
            .layer("judgement")
            .definedBy(ROOT + ".judgement..")
            .layer("scenario")
            .definedBy(ROOT + ".scenario..")
            .layer("database")
            .definedBy(ROOT + ".database..")
            .layer("house")
            .definedBy(ROOT + ".house..")
            .whereLayer("root")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("faults")
            .mayOnlyAccessLayers("screen", "scenario", "database", "house")
            .whereLayer("screen")
            .mayOnlyAccessLayers("scenario", "database")
            .whereLayer("judgement")
            .mayOnlyAccessLayers("scenario", "database", "house")
            .whereLayer("scenario")
            .mayOnlyAccessLayers("database")
            .whereLayer("database")
            .mayOnlyAccessLayers("house")
            .whereLayer("house")
            .mayNotAccessAnyLayer();

    @ArchTest
    final ArchRule NO_CYCLES = slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    final ArchRule THE_HOUSE_KNOWS_NO_SERVER_OF_OURS = noClasses()
            .that()
            .resideInAPackage(ROOT + ".house..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.mqttmysql.stack..")
            .because("the house publishes to any broker");

    @ArchTest
    final ArchRule EVERY_PACKAGE_HAS_ITS_ARROWS = classes()
            .should()
            .resideInAnyPackage(
                    ROOT,
                    ROOT + ".faults..",
                    ROOT + ".screen..",
                    ROOT + ".judgement..",
                    ROOT + ".scenario..",
                    ROOT + ".database..",
                    ROOT + ".house..")
            .because("a new package needs its arrows above");
}
