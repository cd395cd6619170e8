package dev.presently.api.webhook;

import dev.presently.api.Fields;
import dev.presently.core.contact.Jid;
import dev.presently.core.destination.Destination;
import dev.presently.core.presence.PresenceState;
import dev.presently.core.session.SessionName;
import dev.presently.core.webhook.EventFilter;
import dev.presently.core.webhook.EventName;
import dev.presently.core.webhook.HmacKey;
import dev.presently.core.webhook.MaxConcurrency;
import dev.presently.core.webhook.PresenceFilter;
import dev.presently.core.webhook.RetryPolicy;
import dev.presently.core.webhook.Webhook;
import dev.presently.core.webhook.WebhookHeader;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The body of {@code POST /api/webhooks}. */
record NewWebhook(Destination url, Optional<HmacKey> key, Webhook.WebhookSettings settings) {
  private static final int MAX_EVENTS = 100;
  private static final int MAX_HEADERS = 20;
  private static final int MAX_CONTACTS = 1000;
  private static final int MAX_PRESENCES = 20;

  static NewWebhook read(Fields fields, Function<String, Destination> url) {
    return new NewWebhook(
        fields.required("url", url),
        fields.secret("hmacKey", HmacKey::new),
        new Webhook.WebhookSettings(
            fields.optional("label", Fields::label),
            fields.patch("session", name -> fields.optional(name, SessionName::parse)).newValue(),
            events(fields).orElse(EventFilter.ALL),
            filter(fields),
            headers(fields).orElse(List.of()),
            retries(fields),
            fields.truth("coalesce").orElse(true),
            maxConcurrency(fields).orElse(MaxConcurrency.DEFAULT),
            fields.truth("enabled").orElse(true)));
  }

  static Optional<EventFilter> events(Fields fields) {
    return fields
        .texts("events", MAX_EVENTS, NewWebhook::event)
        .map(words -> fields.made("events", () -> EventFilter.parse(words)));
  }

  static Optional<List<WebhookHeader>> headers(Fields fields) {
    return fields
        .objects("headers", MAX_HEADERS, NewWebhook::header)
        .map(headers -> fields.made("headers", () -> WebhookHeader.checked(headers)));
  }

  static Optional<PresenceFilter> filter(Fields fields) {
    return fields.object(
        "filter",
        filter ->
            new PresenceFilter(
                Set.copyOf(filter.texts("contacts", MAX_CONTACTS, Jid::parse).orElse(List.of())),
                Set.copyOf(
                    filter
                        .texts("presences", MAX_PRESENCES, PresenceState::parse)
                        .orElse(List.of()))));
  }

  static Optional<RetryPolicy> retries(Fields fields) {
    return fields.object(
        "retries",
        retries ->
            new RetryPolicy(
                retries.requiredNumber("attempts", 1, 20),
                retries.requiredNumber("delaySeconds", 1, 86_400),
                retries
                    .optional("policy", RetryPolicy.Policy::parse)
                    .orElse(RetryPolicy.Policy.EXPONENTIAL)));
  }

  static Optional<MaxConcurrency> maxConcurrency(Fields fields) {
    return fields.number("maxConcurrency", 1, MaxConcurrency.MAX).map(MaxConcurrency::new);
  }

  private static String event(String word) {
    return word.equals("*") ? word : new EventName(word).value();
  }

  private static WebhookHeader header(Fields fields) {
    String name = fields.required("name", WebhookHeader::checkedName);
    return fields.requiredSecret("value", value -> new WebhookHeader(name, value));
  }
}
