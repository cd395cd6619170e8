package dev.presently.e2e.browser;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips, with a sentence, where there is no browser; never where {@code CI=true}. */
final class Chromium implements ExecutionCondition {
  static final Optional<Path> BROWSER = onThePath("chromium");
  static final Optional<Path> DRIVER = onThePath("chromedriver");

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if ("true".equals(System.getenv("CI"))) {
      return ConditionEvaluationResult.enabled("CI runs everything");
    }
    if (BROWSER.isPresent() && DRIVER.isPresent()) {
      return ConditionEvaluationResult.enabled("there is a browser");
    }
    var reason =
        "no chromium and chromedriver on the path: on Debian, apt-get install chromium"
            + " chromium-driver";
    System.out.println("SKIPPED: " + context.getDisplayName() + ": " + reason);
    return ConditionEvaluationResult.disabled(reason);
  }

  private static Optional<Path> onThePath(String command) {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(directory -> Path.of(directory, command))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
