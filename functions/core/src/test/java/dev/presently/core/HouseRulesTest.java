package dev.presently.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the POMs cannot keep about the domain. */
class HouseRulesTest {
  private final JavaClasses core =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.presently.core");

  @Test
  void theDomainKnowsOnlyItselfAndTheJdk() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.presently.core..",
            "java.lang..",
            "java.math..",
            "java.net",
            "java.nio.charset..",
            "java.security..",
            "java.time..",
            "java.util..",
            "javax.crypto..",
            "org.jspecify..")
        .check(core);
  }

  @Test
  void nobodyAsksTheSystemForTimeRandomnessOrAnId() {
    noClasses()
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(UUID.class, "randomUUID")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.Random")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.security.SecureRandom")
        .check(core);
  }

  @Test
  void addressesResolveNowhereInTheDomain() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.net.InetAddress")
        .check(core);
  }

  @Test
  void featuresHaveNoCycles() {
    slices().matching("dev.presently.core.(*)..").should().beFreeOfCycles().check(core);
  }

  @Test
  void aContactKnowsNoOtherFeature() {
    noClasses()
        .that()
        .resideInAPackage("..core.contact..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "..core.presence..",
            "..core.session..",
            "..core.subscription..",
            "..core.webhook..",
            "..core.delivery..",
            "..core.engine..")
        .check(core);
  }
}
