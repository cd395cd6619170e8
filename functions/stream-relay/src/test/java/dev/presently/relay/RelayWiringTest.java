package dev.presently.relay;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RelayWiringTest {
  private static final Map<String, String> RELAY =
      Map.of(
          "AWS_REGION", "eu-central-1",
          "PRESENCE_TABLE", "Presence",
          "REGISTRY_TABLE", "Registry",
          "HISTORY_TABLE", "History",
          "HISTORY_DAYS", "30",
          "DELIVERY_QUEUE_URL", "https://sqs.eu-central-1.amazonaws.com/1/delivery.fifo",
          "TIMER_QUEUE_URL", "https://sqs.eu-central-1.amazonaws.com/1/timer",
          "RELAY_DEAD_LETTER_QUEUE_URL", "https://sqs.eu-central-1.amazonaws.com/1/poison");

  @Test
  void theHandlersNeedOnlyTheEnvironment() {
    assertThatCode(() -> new RelayChanges(RELAY)).doesNotThrowAnyException();
    assertThatCode(
            () ->
                new ExpireActivity(
                    without("REGISTRY_TABLE", "DELIVERY_QUEUE_URL", "RELAY_DEAD_LETTER_QUEUE_URL")))
        .doesNotThrowAnyException();
  }

  @Test
  void aMissingVariableIsNamed() {
    assertThatThrownBy(() -> new RelayChanges(without("REGISTRY_TABLE")))
        .hasMessageContaining("REGISTRY_TABLE");
    assertThatThrownBy(() -> new ExpireActivity(without("TIMER_QUEUE_URL")))
        .hasMessageContaining("TIMER_QUEUE_URL");
  }

  private static Map<String, String> without(String... names) {
    Map<String, String> less = new HashMap<>(RELAY);
    for (String name : names) {
      less.remove(name);
    }
    return less;
  }
}
