package dev.presently.core.webhook;

import dev.presently.core.destination.Destination;
import dev.presently.core.presence.Change;
import dev.presently.core.session.SessionName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A registered receiver: where it is, what it asks for, and how what it gets is signed. No session
 * means all sessions. The revision is the one that was read; 0 has never been stored.
 */
public record Webhook(
    WebhookId id,
    Destination url,
    SigningKeys keys,
    Wishes wishes,
    Instant createdAt,
    Instant updatedAt,
    long revision) {
  /** What its owner may change about a webhook, besides where it is and its key. */
  public record Wishes(
      Optional<String> label,
      Optional<SessionName> session,
      Events events,
      Optional<Filter> filter,
      List<Header> headers,
      Optional<Retries> retries,
      boolean coalesce,
      boolean enabled) {
    public static final Wishes DEFAULT =
        new Wishes(
            Optional.empty(),
            Optional.empty(),
            Events.ALL,
            Optional.empty(),
            List.of(),
            Optional.empty(),
            true,
            true);

    public Wishes {
      headers = Header.checked(headers);
    }
  }

  /** The same webhook with another receiver, keys or wishes; itself when nothing is another. */
  public Webhook changed(Destination newUrl, SigningKeys newKeys, Wishes newWishes, Instant now) {
    return newUrl.equals(url) && newKeys.equals(keys) && newWishes.equals(wishes)
        ? this
        : new Webhook(id, newUrl, newKeys, newWishes, createdAt, now, revision);
  }

  /** It asks for this event of this session. */
  public boolean wants(EventName event, SessionName session) {
    return wishes.enabled()
        && wishes.events().include(event)
        && wishes.session().filter(only -> !only.equals(session)).isEmpty();
  }

  /** It asks for this change of presence. */
  public boolean wants(Change change) {
    return wants(EventName.PRESENCE_UPDATE, change.key().session())
        && wishes.filter().orElse(Filter.ALL).matches(change);
  }

  /** A webhook of that session alone, which goes when the session goes. */
  public boolean belongsTo(SessionName session) {
    return wishes.session().filter(session::equals).isPresent();
  }
}
