package dev.presently.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.api.Call;
import dev.presently.api.InMemoryDeployment;
import dev.presently.core.Examples;
import dev.presently.core.delivery.InMemoryRetryQueue.Wake;
import dev.presently.core.webhook.WebhookId;
import org.junit.jupiter.api.Test;

class DeleteWebhookTest {
  private final InMemoryDeployment deployment = new InMemoryDeployment();
  private final DeleteWebhook deleteWebhook = new DeleteWebhook(deployment);

  @Test
  void theWebhookIsDeleted() {
    deployment.webhooks.save(Examples.webhook(1));

    assertThat(new Call().path("id", "1").to(deleteWebhook).text()).isEqualTo("{\"success\":true}");
    assertThat(new Call().path("id", "1").to(deleteWebhook).problem())
        .isEqualTo("404 webhook_not_found");
  }

  @Test
  void itsWaitingDeliveriesAreWokenAtOnce() {
    deployment.webhooks.save(Examples.webhook(1));

    new Call().path("id", "1").to(deleteWebhook);
    new Call().path("id", "2").to(deleteWebhook);

    assertThat(deployment.retries.wakes())
        .containsExactly(new Wake(new WebhookId(1), deployment.clock.instant()));
  }

  @Test
  void anInvalidIdIsRefused() {
    assertThat(new Call().path("id", "one").to(deleteWebhook).problem())
        .isEqualTo("400 invalid_value id");
  }
}
