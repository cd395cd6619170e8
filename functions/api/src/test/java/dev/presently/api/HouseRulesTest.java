package dev.presently.api;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.util.RawValue;

class HouseRulesTest {
  private final JavaClasses api =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.presently.api");

  @Test
  void onlyTheWiringDependsOnTechnologies() {
    noClasses()
        .that()
        .haveSimpleNameNotEndingWith("Wiring")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "..adapters.dynamodb..",
            "..adapters.sqs..",
            "..adapters.http..",
            "..adapters.engines..",
            "..adapters.settings..",
            "software.amazon..")
        .check(api);
  }

  @Test
  void handlersDependOnTheDomainAndTheBaseOnly() {
    classes()
        .that()
        .areAssignableTo(ApiHandler.class)
        .and()
        .doNotHaveModifier(JavaModifier.ABSTRACT)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..", "dev.presently.core..", "dev.presently.api..", "org.jspecify..")
        .check(api);
  }

  @Test
  void featuresUseJsonOnlyInClassesNamedSo() {
    noClasses()
        .that()
        .resideInAPackage("dev.presently.api.*..")
        .and(not(simpleNameEndingWith("Json")))
        // These read the messages of their queues.
        .and(not(simpleName("RunCommand")))
        .and(not(simpleName("ReceiveQueuedEvents")))
        .and(not(simpleName("TendSession")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..adapters..", "tools.jackson..")
        .check(api);
  }

  /** Only databind's tree is used. */
  @Test
  void nobodyBindsJsonToClasses() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("tools.jackson.databind..", "com.fasterxml..")
                .and(not(equivalentTo(JsonNode.class)))
                .and(not(resideInAnyPackage("tools.jackson.databind.node")))
                .and(not(equivalentTo(RawValue.class))))
        .check(api);
  }
}
