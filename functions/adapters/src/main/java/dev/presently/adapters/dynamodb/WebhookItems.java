package dev.presently.adapters.dynamodb;

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
import dev.presently.core.webhook.SigningKeys;
import dev.presently.core.webhook.Webhook;
import dev.presently.core.webhook.WebhookHeader;
import dev.presently.core.webhook.WebhookId;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The item of a webhook in the Registry table and its stream, which has a list row (see {@link
 * ListedItems}); and the copy by its session, which differs in its key alone. The ids in keys are
 * zero-padded to sort as numbers.
 *
 * <pre>
 *      item                      copy
 * pk   WEBHOOK#id                WEBHOOKS#session, or WEBHOOKS#* for all sessions
 * sk   WEBHOOK                   id
 *
 * id                             number
 * revision, write                see {@link Revision}
 * url
 * key                            signing key; previousKey also signs until previousKeyUntil
 * label, session                 may be absent
 * events                         list of names; empty means all
 * filter                         map: contacts, presences
 * headers                        list of maps: name, value
 * retries                        map: attempts, delaySeconds, policy
 * coalesce, enabled
 * maxConcurrency                 number
 * disabledReason, enabledSince   once it was disabled, by its receiver or a caller
 * createdAt, updatedAt           times
 * </pre>
 */
public final class WebhookItems {
  static final ListedItems LISTED = new ListedItems("WEBHOOK");

  private WebhookItems() {}

  /** Reads an item or a stream image; empty for another kind of item. */
  public static Optional<Webhook> read(Map<String, AttributeValue> attributes) {
    return LISTED.ofKind(attributes).map(WebhookItems::read);
  }

  static ItemKey key(WebhookId id) {
    return LISTED.key(text(id));
  }

  static ItemKey copyKey(Webhook webhook) {
    return new ItemKey(bySession(webhook.settings().session()), text(webhook.id()));
  }

  /** The partition of the copies of a session's webhooks, or of those of all sessions. */
  static String bySession(Optional<SessionName> session) {
    return "WEBHOOKS#" + session.map(SessionName::value).orElse("*");
  }

  static String text(WebhookId id) {
    return "%018d".formatted(id.value());
  }

  static WebhookId id(String text) {
    return new WebhookId(Long.parseLong(text));
  }

  static Item write(Webhook webhook) {
    Webhook.WebhookSettings settings = webhook.settings();
    Optional<SigningKeys.Previous> previous = webhook.keys().previous();
    return Item.at(key(webhook.id()))
        .number("id", webhook.id().value())
        .text("url", webhook.url())
        .text("key", webhook.keys().current().value())
        .text("previousKey", previous.map(old -> old.key().value()))
        .text("previousKeyUntil", previous.map(SigningKeys.Previous::until))
        .text("label", settings.label())
        .text("session", settings.session())
        .texts("events", settings.events().names())
        .item("filter", settings.filter().map(WebhookItems::filter))
        .items("headers", settings.headers().stream().map(WebhookItems::header).toList())
        .item("retries", settings.retries().map(WebhookItems::retries))
        .truth("coalesce", settings.coalesce())
        .number("maxConcurrency", settings.maxConcurrency().value())
        .truth("enabled", settings.enabled())
        .text("disabledReason", webhook.disableState().disabledReason())
        .text("enabledSince", webhook.disableState().enabledSince())
        .text("createdAt", webhook.createdAt())
        .text("updatedAt", webhook.updatedAt());
  }

  static Webhook read(Item item) {
    return UnknownValue.ifRefused(
        () ->
            new Webhook(
                new WebhookId(item.number("id")),
                new Destination(URI.create(item.required("url"))),
                new SigningKeys(new HmacKey(item.required("key")), previous(item)),
                settings(item),
                new Webhook.DisableState(item.text("disabledReason"), item.instant("enabledSince")),
                item.requiredInstant("createdAt"),
                item.requiredInstant("updatedAt"),
                item.number(Revision.REVISION)));
  }

  private static Webhook.WebhookSettings settings(Item item) {
    return new Webhook.WebhookSettings(
        item.text("label"),
        item.text("session").map(SessionName::new),
        new EventFilter(item.texts("events").stream().map(EventName::new).toList()),
        item.item("filter")
            .map(
                filter ->
                    new PresenceFilter(
                        filter.texts("contacts").stream()
                            .map(Jid::parse)
                            .collect(Collectors.toSet()),
                        Set.copyOf(filter.words("presences", PresenceState.class)))),
        item.items("headers").stream()
            .map(header -> new WebhookHeader(header.required("name"), header.required("value")))
            .toList(),
        item.item("retries")
            .map(
                retries ->
                    new RetryPolicy(
                        Math.toIntExact(retries.number("attempts")),
                        Math.toIntExact(retries.number("delaySeconds")),
                        retries.word("policy", RetryPolicy.Policy.class).orElseThrow())),
        item.truth("coalesce"),
        item.has("maxConcurrency")
            ? new MaxConcurrency(Math.toIntExact(item.number("maxConcurrency")))
            : MaxConcurrency.DEFAULT,
        item.truth("enabled"));
  }

  private static Optional<SigningKeys.Previous> previous(Item item) {
    return item.text("previousKey")
        .map(HmacKey::new)
        .map(old -> new SigningKeys.Previous(old, item.requiredInstant("previousKeyUntil")));
  }

  private static Item filter(PresenceFilter filter) {
    return Item.nested()
        .texts("contacts", filter.contacts())
        .texts("presences", filter.presences().stream().map(PresenceState::word).toList());
  }

  private static Item header(WebhookHeader header) {
    return Item.nested().text("name", header.name()).text("value", header.value());
  }

  private static Item retries(RetryPolicy retries) {
    return Item.nested()
        .number("attempts", retries.attempts())
        .number("delaySeconds", retries.delaySeconds())
        .word("policy", retries.policy());
  }
}
