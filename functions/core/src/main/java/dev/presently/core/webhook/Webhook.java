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
    WebhookSettings settings,
    DisableState disableState,
    Instant createdAt,
    Instant updatedAt,
    long revision) {
  /**
   * Why it was disabled, where its receiver gave the reason, and since when it is enabled again,
   * where it ever was disabled: what happened before is not sent.
   */
  public record DisableState(Optional<String> disabledReason, Optional<Instant> enabledSince) {
    public static final DisableState NEW = new DisableState(Optional.empty(), Optional.empty());
  }

  /** What its owner may change about a webhook, besides where it is and its key. */
  public record WebhookSettings(
      Optional<String> label,
      Optional<SessionName> session,
      EventFilter events,
      Optional<PresenceFilter> filter,
      List<WebhookHeader> headers,
      Optional<RetryPolicy> retries,
      boolean coalesce,
      boolean enabled) {
    public static final WebhookSettings DEFAULT =
        new WebhookSettings(
            Optional.empty(),
            Optional.empty(),
            EventFilter.ALL,
            Optional.empty(),
            List.of(),
            Optional.empty(),
            true,
            true);

    public WebhookSettings {
      headers = WebhookHeader.checked(headers);
    }

    private WebhookSettings disabled() {
      return new WebhookSettings(label, session, events, filter, headers, retries, coalesce, false);
    }
  }

  /** A webhook that was never stored. */
  public static Webhook create(
      WebhookId id, Destination url, SigningKeys keys, WebhookSettings settings, Instant now) {
    return new Webhook(id, url, keys, settings, DisableState.NEW, now, now, 0);
  }

  /**
   * The same webhook with another receiver, keys or settings; itself when nothing is another. One
   * that is enabled again starts with what happens from then on.
   */
  public Webhook changed(
      Destination newUrl, SigningKeys newKeys, WebhookSettings newSettings, Instant now) {
    if (newUrl.equals(url) && newKeys.equals(keys) && newSettings.equals(settings)) {
      return this;
    }
    DisableState stands =
        newSettings.enabled() && !settings.enabled()
            ? new DisableState(Optional.empty(), Optional.of(now))
            : disableState;
    return new Webhook(id, newUrl, newKeys, newSettings, stands, createdAt, now, revision);
  }

  /** Disabled for what its receiver did; itself when it is disabled already. */
  public Webhook disabled(String reason, Instant now) {
    return settings.enabled()
        ? new Webhook(
            id,
            url,
            keys,
            settings.disabled(),
            new DisableState(Optional.of(reason), disableState.enabledSince()),
            createdAt,
            now,
            revision)
        : this;
  }

  /** The same webhook as it was stored. */
  public Webhook stored() {
    return new Webhook(id, url, keys, settings, disableState, createdAt, updatedAt, revision + 1);
  }

  /** It asks for this event of this session, or of the deployment. */
  public boolean wants(EventName event, Optional<SessionName> session) {
    return settings.enabled()
        && settings.events().include(event)
        && (settings.session().isEmpty() || settings.session().equals(session));
  }

  /** It asks for this change of presence. */
  public boolean wants(Change change) {
    return wants(EventName.PRESENCE_UPDATE, Optional.of(change.key().session()))
        && settings.filter().orElse(PresenceFilter.ALL).matches(change);
  }

  /** It may be told of that session. */
  public boolean concerns(SessionName session) {
    return settings.session().filter(only -> !only.equals(session)).isEmpty();
  }

  /** A webhook of that session alone, which goes when the session goes. */
  public boolean belongsTo(SessionName session) {
    return settings.session().filter(session::equals).isPresent();
  }
}
