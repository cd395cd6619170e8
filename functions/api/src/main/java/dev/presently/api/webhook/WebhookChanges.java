package dev.presently.api.webhook;

import dev.presently.api.FieldPatch;
import dev.presently.api.Fields;
import dev.presently.api.LabelText;
import dev.presently.core.InvalidValue;
import dev.presently.core.destination.Destination;
import dev.presently.core.session.SessionName;
import dev.presently.core.webhook.EventFilter;
import dev.presently.core.webhook.HmacKey;
import dev.presently.core.webhook.PresenceFilter;
import dev.presently.core.webhook.RetryPolicy;
import dev.presently.core.webhook.SigningKeys;
import dev.presently.core.webhook.Webhook;
import dev.presently.core.webhook.WebhookHeader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a caller wants another of a webhook: what is not named stays. */
record WebhookChanges(
    Optional<Destination> url,
    Optional<HmacKey> key,
    Duration overlap,
    FieldPatch<String> label,
    FieldPatch<SessionName> session,
    Optional<EventFilter> events,
    FieldPatch<PresenceFilter> filter,
    Optional<List<WebhookHeader>> headers,
    FieldPatch<RetryPolicy> retries,
    Optional<Boolean> coalesce,
    Optional<Boolean> enabled) {
  private static final String OVERLAP = "previousKeyExpiresInSeconds";
  private static final int ONE_DAY = 86_400;
  private static final int ONE_WEEK = 604_800;

  static WebhookChanges read(Fields fields, Function<String, Destination> url) {
    Optional<HmacKey> key = fields.secret("hmacKey", HmacKey::parse);
    return new WebhookChanges(
        fields.optional("url", url),
        key,
        overlap(fields, key),
        fields.patch("label", name -> fields.optional(name, LabelText::text)),
        fields.patch("session", name -> fields.optional(name, SessionName::parse)),
        WebhookSettingsInput.events(fields, "events"),
        fields.patch("filter", name -> WebhookSettingsInput.filter(fields, name)),
        WebhookSettingsInput.headers(fields, "headers"),
        fields.patch("retries", name -> WebhookSettingsInput.retries(fields, name)),
        fields.truth("coalesce"),
        fields.truth("enabled"));
  }

  /** Its receiver is another one, or is given a new chance. */
  boolean renews() {
    return url.isPresent() || enabled.orElse(false);
  }

  Webhook on(Webhook before, Instant now) {
    Webhook.WebhookSettings wishes = before.wishes();
    SigningKeys keys = before.keys();
    return before.changed(
        url.orElse(before.url()),
        key.map(next -> keys.rotate(next, overlap, now)).orElse(keys),
        new Webhook.WebhookSettings(
            label.on(wishes.label()),
            session.on(wishes.session()),
            events.orElse(wishes.events()),
            filter.on(wishes.filter()),
            headers.orElse(wishes.headers()),
            retries.on(wishes.retries()),
            coalesce.orElse(wishes.coalesce()),
            enabled.orElse(wishes.enabled())),
        now);
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
