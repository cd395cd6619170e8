package dev.presently.api.webhook;

import dev.presently.api.Fields;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.Shown;
import dev.presently.core.webhook.EventName;
import dev.presently.core.webhook.Events;
import dev.presently.core.webhook.Filter;
import dev.presently.core.webhook.Header;
import dev.presently.core.webhook.Retries;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads those wishes of a webhook's owner that consist of several values. */
final class WishesInput {
  private static final int MOST_EVENTS = 100;
  private static final int MOST_HEADERS = 20;
  private static final int MOST_CONTACTS = 1000;
  private static final int MOST_PRESENCES = 20;

  private WishesInput() {}

  static Optional<Events> events(Fields fields, String name) {
    return fields
        .texts(name, MOST_EVENTS, WishesInput::event)
        .map(words -> fields.made(name, () -> Events.parse(words)));
  }

  static Optional<List<Header>> headers(Fields fields, String name) {
    return fields
        .objects(name, MOST_HEADERS, WishesInput::header)
        .map(headers -> fields.made(name, () -> Header.checked(headers)));
  }

  static Optional<Filter> filter(Fields fields, String name) {
    return fields.object(
        name,
        filter ->
            new Filter(
                Set.copyOf(filter.texts("contacts", MOST_CONTACTS, Jid::parse).orElse(List.of())),
                Set.copyOf(
                    filter.texts("presences", MOST_PRESENCES, Shown::parse).orElse(List.of()))));
  }

  static Optional<Retries> retries(Fields fields, String name) {
    return fields.object(
        name,
        own ->
            new Retries(
                own.requiredNumber("attempts", 1, 20),
                own.requiredNumber("delaySeconds", 1, 86_400),
                own.optional("policy", Retries.Policy::parse).orElse(Retries.Policy.EXPONENTIAL)));
  }

  private static String event(String word) {
    return word.equals("*") ? word : new EventName(word).value();
  }

  private static Header header(Fields fields) {
    String name = fields.required("name", text -> text);
    return new Header(name, fields.requiredSecret("value", text -> text));
  }
}
