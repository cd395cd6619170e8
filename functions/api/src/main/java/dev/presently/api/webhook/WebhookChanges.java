package dev.presently.api.webhook;

import dev.presently.api.Fields;
import dev.presently.core.InvalidValue;
import dev.presently.core.destination.Destination;
import dev.presently.core.webhook.EventFilter;
import dev.presently.core.webhook.HmacKey;
import dev.presently.core.webhook.MaxConcurrency;
import dev.presently.core.webhook.SigningKeys;
import dev.presently.core.webhook.Webhook;
import dev.presently.core.webhook.WebhookHeader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The body of {@code PATCH /api/webhooks/{id}}: absent fields keep their value. */
record WebhookChanges(
    Optional<Destination> url,
    Optional<Boolean> enabled,
    BiFunction<Webhook, Instant, Webhook> change) {
  private static final String OVERLAP = "previousKeyExpiresInSeconds";
  private static final int ONE_DAY = 86_400;
  private static final int ONE_WEEK = 604_800;

  static WebhookChanges read(Fields fields, Function<String, Destination> parseUrl) {
    Optional<HmacKey> key = fields.secret("hmacKey", HmacKey::new);
    Optional<Destination> url = fields.optional("url", parseUrl);
    Duration overlap = overlap(fields, key);
    var label = fields.patch("label", name -> fields.optional(name, Fields::label));
    fields.unchangeable("session", "create another webhook");
    Optional<EventFilter> events = NewWebhook.events(fields);
    var filter = fields.patch("filter", _ -> NewWebhook.filter(fields));
    Optional<List<WebhookHeader>> headers = NewWebhook.headers(fields);
    var retries = fields.patch("retries", _ -> NewWebhook.retries(fields));
    Optional<Boolean> coalesce = fields.truth("coalesce");
    Optional<MaxConcurrency> maxConcurrency = NewWebhook.maxConcurrency(fields);
    Optional<Boolean> enabled = fields.truth("enabled");
    return new WebhookChanges(
        url,
        enabled,
        (webhook, now) -> {
          Webhook.WebhookSettings settings = webhook.settings();
          SigningKeys keys = webhook.keys();
          return webhook.changed(
              url.orElse(webhook.url()),
              key.map(next -> keys.rotate(next, overlap, now)).orElse(keys),
              new Webhook.WebhookSettings(
                  label.apply(settings.label()),
                  settings.session(),
                  events.orElse(settings.events()),
                  filter.apply(settings.filter()),
                  headers.orElse(settings.headers()),
                  retries.apply(settings.retries()),
                  coalesce.orElse(settings.coalesce()),
                  maxConcurrency.orElse(settings.maxConcurrency()),
                  enabled.orElse(settings.enabled())),
              now);
        });
  }

  /** The receiver is a new one, or gets a new chance. */
  boolean resetsHealth() {
    return url.isPresent() || enabled.orElse(false);
  }

  private static Duration overlap(Fields fields, Optional<HmacKey> key) {
    Optional<Integer> seconds = fields.number(OVERLAP, 0, ONE_WEEK);
    if (seconds.isPresent() && key.isEmpty()) {
      return fields.made(
          OVERLAP,
          () -> {
            throw new InvalidValue("accepted only together with a new hmacKey");
          });
    }
    return Duration.ofSeconds(seconds.orElse(ONE_DAY));
  }
}
