package dev.presently.core.webhook;

import dev.presently.core.destination.Destination;
import dev.presently.core.presence.Change;
import dev.presently.core.session.SessionName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A registered receiver: its URL, signing keys and settings. The revision is as read; 0 was never
 * stored.
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
  /** Why the receiver got it disabled; events before {@code enabledSince} are not sent. */
  public record DisableState(Optional<String> disabledReason, Optional<Instant> enabledSince) {
    public static final DisableState NEW = new DisableState(Optional.empty(), Optional.empty());
  }

  /** Settings besides URL and key; no session means all sessions. */
  public record WebhookSettings(
      Optional<String> label,
      Optional<SessionName> session,
      EventFilter events,
      Optional<PresenceFilter> filter,
      List<WebhookHeader> headers,
      Optional<RetryPolicy> retries,
      boolean coalesce,
      MaxConcurrency maxConcurrency,
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
            MaxConcurrency.DEFAULT,
            true);

    public WebhookSettings {
      headers = WebhookHeader.checked(headers);
    }

    public WebhookSettings withEnabled(boolean on) {
      return new WebhookSettings(
          label, session, events, filter, headers, retries, coalesce, maxConcurrency, on);
    }
  }

  public static Webhook create(
      WebhookId id, Destination url, SigningKeys keys, WebhookSettings settings, Instant now) {
    return new Webhook(id, url, keys, settings, DisableState.NEW, now, now, 0);
  }

  /**
   * The same instance if nothing differs. When enabled again it gets only later events. The session
   * must be the same: the deliveries of the webhook belong to it.
   */
  public Webhook changed(
      Destination newUrl, SigningKeys newKeys, WebhookSettings newSettings, Instant now) {
    if (!newSettings.session().equals(settings.session())) {
      throw new IllegalArgumentException("the session of a webhook never changes");
    }
    if (newUrl.equals(url) && newKeys.equals(keys) && newSettings.equals(settings)) {
      return this;
    }
    DisableState state =
        newSettings.enabled() && !settings.enabled()
            ? new DisableState(Optional.empty(), Optional.of(now))
            : disableState;
    return new Webhook(id, newUrl, newKeys, newSettings, state, createdAt, now, revision);
  }

  /** Disabled because of its receiver; the same instance if already disabled. */
  public Webhook disabled(String reason, Instant now) {
    if (!settings.enabled()) {
      return this;
    }
    var state = new DisableState(Optional.of(reason), disableState.enabledSince());
    return new Webhook(id, url, keys, settings.withEnabled(false), state, createdAt, now, revision);
  }

  /** As it is read after it was stored. */
  public Webhook stored() {
    return new Webhook(id, url, keys, settings, disableState, createdAt, updatedAt, revision + 1);
  }

  /** Matches an event of this session, or of the deployment if empty. */
  public boolean wants(EventName event, Optional<SessionName> session) {
    return settings.enabled()
        && settings.events().include(event)
        && (settings.session().isEmpty() || settings.session().equals(session));
  }

  public boolean wants(Change change) {
    return wants(EventName.PRESENCE_UPDATE, Optional.of(change.key().session()))
        && settings.filter().orElse(PresenceFilter.ALL).matches(change);
  }
}
