package dev.presently.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.api.Call;
import dev.presently.api.Deployment;
import dev.presently.core.Examples;
import dev.presently.core.delivery.InMemoryRetryQueue.Wake;
import dev.presently.core.webhook.WebhookId;
import org.junit.jupiter.api.Test;

class DeleteWebhookTest {
  private final Deployment here = new Deployment();
  private final DeleteWebhook deleteWebhook =
      new DeleteWebhook(here.useCases().reviseWebhook(), here.webhooks, here.entrance());

  @Test
  void theWebhookIsDeleted() {
    here.webhooks.save(Examples.webhook(1));

    assertThat(new Call().path("id", "1").to(deleteWebhook).text()).isEqualTo("{\"success\":true}");
    assertThat(new Call().path("id", "1").to(deleteWebhook).problem())
        .isEqualTo("404 webhook_not_found");
  }

  @Test
  void itsWaitingDeliveriesAreWokenAtOnce() {
    here.webhooks.save(Examples.webhook(1));

    new Call().path("id", "1").to(deleteWebhook);
    new Call().path("id", "2").to(deleteWebhook);

    assertThat(here.retries.wakes())
        .containsExactly(new Wake(new WebhookId(1), here.clock.instant()));
  }

  @Test
  void anInvalidIdIsRefused() {
    assertThat(new Call().path("id", "one").to(deleteWebhook).problem())
        .isEqualTo("400 invalid_value id");
  }
}
