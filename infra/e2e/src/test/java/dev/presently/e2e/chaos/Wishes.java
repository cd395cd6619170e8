package dev.presently.e2e.chaos;

import dev.presently.core.webhook.Filter;
import dev.presently.core.webhook.Retries;
import dev.presently.core.webhook.Webhook;
import java.util.Optional;

/** What owners wish. */
final class Wishes {
  private Wishes() {}

  static Webhook.Wishes enabled(Webhook.Wishes w, boolean enabled) {
    return with(w, w.filter(), w.retries(), w.coalesce(), enabled);
  }

  static Webhook.Wishes coalescing(Webhook.Wishes w, boolean coalesce) {
    return with(w, w.filter(), w.retries(), coalesce, w.enabled());
  }

  static Webhook.Wishes retrying(Webhook.Wishes w, Optional<Retries> own) {
    return with(w, w.filter(), own, w.coalesce(), w.enabled());
  }

  static Webhook.Wishes filtered(Webhook.Wishes w, Optional<Filter> filter) {
    return with(w, filter, w.retries(), w.coalesce(), w.enabled());
  }

  private static Webhook.Wishes with(
      Webhook.Wishes w,
      Optional<Filter> filter,
      Optional<Retries> retries,
      boolean coalesce,
      boolean enabled) {
    return new Webhook.Wishes(
        w.label(), w.session(), w.events(), filter, w.headers(), retries, coalesce, enabled);
  }
}
