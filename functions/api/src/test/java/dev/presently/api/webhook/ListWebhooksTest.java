package dev.presently.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.api.Answer;
import dev.presently.api.Call;
import dev.presently.api.InMemoryDeployment;
import dev.presently.core.Examples;
import dev.presently.core.TestClock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ListWebhooksTest {
  private final InMemoryDeployment deployment = new InMemoryDeployment();
  private final ListWebhooks listWebhooks = new ListWebhooks(deployment);

  @Test
  void keysAreNotShown() {
    deployment.webhooks.save(Examples.webhook(1));

    Answer answer = new Call().to(listWebhooks);

    assertThat(answer.list()).hasSize(1);
    assertThat(answer.body()).doesNotContain("hmacKey", "whsec_", Examples.KEY.value());
  }

  @Test
  void aWebhookDisabledByItsReceiverShowsTheReasonWithoutAnotherRead() {
    deployment.webhooks.save(
        Examples.webhook(1).disabled("the receiver answered 410", TestClock.START));

    JsonNode listed = new Call().to(listWebhooks).list().getFirst();

    assertThat(listed.path("status").stringValueOpt()).contains("disabled");
    assertThat(listed.path("disabledReason").stringValueOpt())
        .contains("the receiver answered 410");
    assertThat(listed.propertyNames()).doesNotContain("lastSuccessAt", "lastFailureAt", "waiting");
  }

  @Test
  void pagesFollowEachOtherByNumber() {
    List.of(10L, 9L, 2L).forEach(id -> deployment.webhooks.save(Examples.webhook(id)));

    Answer first = new Call().query("limit", "2").to(listWebhooks);
    Answer second =
        new Call().query("cursor", first.json().path("nextCursor").stringValue()).to(listWebhooks);

    assertThat(first.list()).extracting(item -> item.path("id").intValue()).containsExactly(2, 9);
    assertThat(second.list()).extracting(item -> item.path("id").intValue()).containsExactly(10);
  }

  @ParameterizedTest
  @CsvSource({"limit, 501", "cursor, x", "cursor, d2ViaG9va3M6eA"})
  void anInvalidParameterIsRefusedByName(String name, String value) {
    assertThat(new Call().query(name, value).to(listWebhooks).problem())
        .isEqualTo("400 invalid_value " + name);
  }
}
