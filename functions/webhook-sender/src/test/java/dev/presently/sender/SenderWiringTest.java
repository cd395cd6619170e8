package dev.presently.sender;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SenderWiringTest {
  @Test
  void theHandlersNeedOnlyTheEnvironment() {
    assertThatCode(
            () ->
                new SendWebhook(
                    Map.of(
                        "AWS_REGION", "eu-central-1",
                        "REGISTRY_TABLE", "Registry",
                        "DELIVERY_TABLE", "Delivery",
                        "DELIVERY_LOG_DAYS", "7",
                        "SENDER_CONCURRENCY", "10",
                        "RETRY_QUEUE_URL", "https://sqs.example/retry",
                        "ALLOWED_PRIVATE_HOSTS", "")))
        .doesNotThrowAnyException();
  }

  @Test
  void aMissingVariableIsNamed() {
    assertThatThrownBy(() -> new SendWebhook(Map.of("AWS_REGION", "eu-central-1")))
        .hasMessageContaining("SENDER_CONCURRENCY");
  }
}
