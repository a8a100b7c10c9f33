// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
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
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The arrows between packages. */
@AnalyzeClasses(packages = "io.mqttmysql.source", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "io.mqttmysql.source";
    private static final String KIT = "io.mqttmysql.kit";
    private static final long MOST_TYPES = 25;

    @ArchTest
    final ArchRule ARROWS_POINT_ONE_WAY = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("root")
            .definedBy(ROOT)
            .layer("session")
            .definedBy(ROOT + ".session..")
            .layer("delivery")
            .definedBy(ROOT + ".delivery..")
            .layer("mapping")
            .definedBy(ROOT + ".mapping..")
            .layer("handover")
            .definedBy(ROOT + ".handover..")
            .layer("config")
            .definedBy(ROOT + ".config..")
            .layer("tls")
            .definedBy(ROOT + ".tls..")
            .layer("message")
            .definedBy(ROOT + ".message..")
            .whereLayer("root")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("session")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("delivery")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("mapping")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("handover")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("tls")
            .mayOnlyBeAccessedByLayers("session", "config")
            .whereLayer("message")
            .mayOnlyBeAccessedByLayers("root", "session", "delivery", "mapping", "handover", "config")
            .because("stages never see each other: let the task wire them, or put the word they share into message");

    @ArchTest
    final ArchRule TLS_KNOWS_NO_OTHER_PACKAGE = noClasses()
            .that()
            .resideInAPackage("..tls..")
            .should()
            .dependOnClassesThat(resideInAPackage(ROOT + "..").and(resideOutsideOfPackage(ROOT + ".tls..")))
            .because("keys and certificates need nothing else of the source: hand in what they need");

    @ArchTest
    final ArchRule PAHO_STAYS_IN_SESSION = noClasses()
            .that()
            .resideOutsideOfPackage("..session..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.eclipse.paho..")
            .because("client details stay behind MqttLink; add what you need to that interface");

    @ArchTest
    final ArchRule THE_TRANSPORT_KNOWS_NO_CLIENT = noClasses()
            .that()
            .resideInAPackage("..session.transport..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".session", "org.eclipse.paho..")
            .because("it serves both versions of MQTT: sockets and packets, no client library");

    @ArchTest
    final ArchRule CONNECT_STAYS_AT_THE_EDGE = noClasses()
            .that()
            .resideInAnyPackage("..session..", "..delivery..", "..handover..", "..message..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..")
            .because("they take option values and messages; Kafka's types belong to root, config, tls and mapping");

    @ArchTest
    final ArchRule THE_LEAF_NEEDS_NOTHING = noClasses()
            .that()
            .resideInAPackage("..message..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT, "..session..", "..delivery..", "..mapping..", "..config..", "org..")
            .because("message is the vocabulary of all stages; it may use the JDK only");

    @ArchTest
    final ArchRule STAGES_SAY_NOTHING_OF_THE_CONFIGURATION = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT, "..config..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(KIT + ".config..", KIT + ".page..")
            .because("of the kit, a leaf, a stage takes filters, texts and stores; the rest is for config");

    @ArchTest
    final ArchRule NO_CIRCLES = slices().matching(ROOT + ".(**)")
            .should()
            .beFreeOfCycles()
            .because("packages that need each other in a circle are one package with two names");

    /** One subject a room: a package that grows has two. Vocabularies may be large. */
    @ArchTest
    void packagesStaySmall(JavaClasses classes) {
        Map<String, Long> sizes = classes.stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
        for (String vocabulary : List.of("config")) {
            assertThat(sizes.remove(ROOT + "." + vocabulary)).isNotNull();
        }

        assertThat(sizes)
                .isNotEmpty()
                .allSatisfy((room, types) -> assertThat(types).as(room).isLessThanOrEqualTo(MOST_TYPES));
    }
}
