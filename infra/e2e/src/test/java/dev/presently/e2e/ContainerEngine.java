package dev.presently.e2e;

import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/** Skips, with a sentence, where nothing can run LocalStack; never where {@code CI=true}. */
final class ContainerEngine implements ExecutionCondition {
  /** A LocalStack that runs already and needs no engine. */
  static final Optional<String> RUNNING =
      Optional.ofNullable(System.getenv("PRESENTLY_LOCALSTACK_ENDPOINT"))
          .filter(endpoint -> !endpoint.isBlank());

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (RUNNING.isPresent()) {
      return ConditionEvaluationResult.enabled("a LocalStack runs already");
    }
    if ("true".equals(System.getenv("CI"))) {
      return ConditionEvaluationResult.enabled("CI runs everything");
    }
    if (DockerClientFactory.instance().isDockerAvailable()) {
      return ConditionEvaluationResult.enabled("a container engine answers");
    }
    return ConditionEvaluationResult.disabled(
        "no container engine answers: start Docker, or name a LocalStack in"
            + " PRESENTLY_LOCALSTACK_ENDPOINT");
  }
}
