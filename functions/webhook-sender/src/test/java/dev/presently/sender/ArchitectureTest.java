package dev.presently.sender;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.presently.sender");

  @Test
  void onlyTheWiringDependsOnServicesAndSettings() {
    noClasses()
        .that()
        .haveSimpleNameNotEndingWith("Wiring")
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "dev\\.presently\\.adapters\\.(settings|http)\\..*"
                + "|dev\\.presently\\.adapters\\.dynamodb\\.DynamoDb.*"
                + "|dev\\.presently\\.adapters\\.sqs\\.Sqs.*"
                + "|software\\.amazon\\.awssdk\\..*Client")
        .check(CLASSES);
  }

  @Test
  void onlyHandlersReadTheEnvironment() {
    noClasses()
        .that()
        .doNotImplement("com.amazonaws.services.lambda.runtime.RequestHandler")
        .should()
        .callMethod(System.class, "getenv")
        .check(CLASSES);
  }
}
