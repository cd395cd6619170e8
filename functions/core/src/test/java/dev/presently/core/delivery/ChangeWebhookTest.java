package dev.presently.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.Examples;
import dev.presently.core.webhook.InMemoryWebhookStore;
import dev.presently.core.webhook.Webhook;
import dev.presently.core.webhook.WebhookId;
import dev.presently.core.wiring.InMemoryPorts;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ChangeWebhookTest {
  private static final WebhookId ID = new WebhookId(1);

  private final InMemoryPorts ports = new InMemoryPorts();
  private final InMemoryWebhookStore webhooks = ports.webhooks;
  private final ChangeWebhook change = ports.useCases().changeWebhook();

  private static Webhook moved(Webhook before, String url, Instant now) {
    return before.changed(Examples.url(url), before.keys(), before.settings(), now);
  }

  @Test
  void aChangeIsAppliedAgainToWhatAnotherWriterStored() {
    webhooks.save(Examples.webhook(1));
    var attempts = new AtomicInteger();

    change.change(
        ID,
        (before, now) -> {
          if (attempts.incrementAndGet() == 1) {
            webhooks.save(moved(before, "https://other.presently.dev", now));
          }
          return moved(before, "https://last.presently.dev", now);
        });

    assertThat(attempts).hasValue(2);
    assertThat(webhooks.find(ID).orElseThrow().url())
        .isEqualTo(Examples.url("https://last.presently.dev"));
  }

  @Test
  void theSameWebhookIsNotWritten() {
    webhooks.save(Examples.webhook(1));

    change.change(ID, (before, now) -> moved(before, before.url().toString(), now));

    assertThat(webhooks.find(ID).orElseThrow().revision()).isEqualTo(1);
  }

  @Test
  void aMissingWebhookIsNotChanged() {
    assertThat(change.change(ID, (before, _) -> before)).isEmpty();
  }
}
