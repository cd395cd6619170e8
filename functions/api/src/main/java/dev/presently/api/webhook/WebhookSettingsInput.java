package dev.presently.api.webhook;

import dev.presently.api.Fields;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.PresenceState;
import dev.presently.core.webhook.EventFilter;
import dev.presently.core.webhook.EventName;
import dev.presently.core.webhook.PresenceFilter;
import dev.presently.core.webhook.RetryPolicy;
import dev.presently.core.webhook.WebhookHeader;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads those wishes of a webhook's owner that consist of several values. */
final class WebhookSettingsInput {
  private static final int MOST_EVENTS = 100;
  private static final int MOST_HEADERS = 20;
  private static final int MOST_CONTACTS = 1000;
  private static final int MOST_PRESENCES = 20;

  private WebhookSettingsInput() {}

  static Optional<EventFilter> events(Fields fields, String name) {
    return fields
        .texts(name, MOST_EVENTS, WebhookSettingsInput::event)
        .map(words -> fields.made(name, () -> EventFilter.parse(words)));
  }

  static Optional<List<WebhookHeader>> headers(Fields fields, String name) {
    return fields
        .objects(name, MOST_HEADERS, WebhookSettingsInput::header)
        .map(headers -> fields.made(name, () -> WebhookHeader.checked(headers)));
  }

  static Optional<PresenceFilter> filter(Fields fields, String name) {
    return fields.object(
        name,
        filter ->
            new PresenceFilter(
                Set.copyOf(filter.texts("contacts", MOST_CONTACTS, Jid::parse).orElse(List.of())),
                Set.copyOf(
                    filter
                        .texts("presences", MOST_PRESENCES, PresenceState::parse)
                        .orElse(List.of()))));
  }

  static Optional<RetryPolicy> retries(Fields fields, String name) {
    return fields.object(
        name,
        own ->
            new RetryPolicy(
                own.requiredNumber("attempts", 1, 20),
                own.requiredNumber("delaySeconds", 1, 86_400),
                own.optional("policy", RetryPolicy.Policy::parse)
                    .orElse(RetryPolicy.Policy.EXPONENTIAL)));
  }

  private static String event(String word) {
    return word.equals("*") ? word : new EventName(word).value();
  }

  private static WebhookHeader header(Fields fields) {
    String name = fields.required("name", text -> text);
    return new WebhookHeader(name, fields.requiredSecret("value", text -> text));
  }
}
