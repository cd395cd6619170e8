package dev.presently.e2e.chaos;

import dev.presently.core.webhook.PresenceFilter;
import dev.presently.core.webhook.RetryPolicy;
import dev.presently.core.webhook.Webhook;
import java.util.Optional;

/** What owners wish. */
final class Wishes {
  private Wishes() {}

  static Webhook.WebhookSettings enabled(Webhook.WebhookSettings w, boolean enabled) {
    return with(w, w.filter(), w.retries(), w.coalesce(), enabled);
  }

  static Webhook.WebhookSettings coalescing(Webhook.WebhookSettings w, boolean coalesce) {
    return with(w, w.filter(), w.retries(), coalesce, w.enabled());
  }

  static Webhook.WebhookSettings retrying(Webhook.WebhookSettings w, Optional<RetryPolicy> own) {
    return with(w, w.filter(), own, w.coalesce(), w.enabled());
  }

  static Webhook.WebhookSettings filtered(
      Webhook.WebhookSettings w, Optional<PresenceFilter> filter) {
    return with(w, filter, w.retries(), w.coalesce(), w.enabled());
  }

  private static Webhook.WebhookSettings with(
      Webhook.WebhookSettings w,
      Optional<PresenceFilter> filter,
      Optional<RetryPolicy> retries,
      boolean coalesce,
      boolean enabled) {
    return new Webhook.WebhookSettings(
        w.label(),
        w.session(),
        w.events(),
        filter,
        w.headers(),
        retries,
        coalesce,
        w.maxConcurrency(),
        enabled);
  }
}
