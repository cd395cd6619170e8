package dev.presently.testkit;

import dev.presently.core.contact.Jid;
import dev.presently.core.contact.PhoneNumber;
import dev.presently.core.destination.AllowedPrivateHosts;
import dev.presently.core.destination.Destination;
import dev.presently.core.presence.ContactRecord;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.EngineType;
import dev.presently.core.session.Secret;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import dev.presently.core.webhook.HmacKey;
import dev.presently.core.webhook.SigningKeys;
import dev.presently.core.webhook.Webhook;
import dev.presently.core.webhook.WebhookId;
import java.util.Optional;

/** Values that a test needs and does not care about. */
public final class Examples {
  public static final HmacKey KEY = new HmacKey("an example of a key");

  private Examples() {}

  /** A new loopback session with a made-up address. */
  public static Session loopback(String name) {
    return Session.create(
        new SessionName(name), EngineSettings.LOOPBACK, Session.Profile.EMPTY, TestClock.START);
  }

  /** A new loopback session with this phone number. */
  public static Session loopback(String name, String e164) {
    return Session.create(
        new SessionName(name), EngineSettings.LOOPBACK, phone(e164), TestClock.START);
  }

  /** A new session with a remote engine, all of its settings given. */
  public static Session remote(String name, String e164) {
    EngineSettings engine =
        new EngineSettings(
            EngineType.WAHA,
            Optional.of(url("https://engine.presently.dev/waha")),
            Optional.of("default"),
            Optional.of(new Secret("an api key")),
            Optional.of(new Secret("a webhook secret")));
    return Session.create(new SessionName(name), engine, phone(e164), TestClock.START);
  }

  /** A new webhook with this number that wants everything. */
  public static Webhook webhook(long id) {
    return new Webhook(
        new WebhookId(id),
        url("https://receiver.presently.dev/events"),
        SigningKeys.only(KEY),
        Webhook.Wishes.DEFAULT,
        TestClock.START,
        TestClock.START,
        0);
  }

  /** A key of a contact of that session. */
  public static PresenceKey key(String session, String jid) {
    return PresenceKey.of(new SessionName(session), Jid.parse(jid));
  }

  /** A key of a participant of a group that the session is in. */
  public static PresenceKey participant(String session, String group, String jid) {
    return new PresenceKey(new SessionName(session), Jid.parse(jid), Optional.of(Jid.parse(group)));
  }

  /** Nothing yet about that contact. */
  public static ContactRecord contact(String session, String jid) {
    return ContactRecord.none(key(session, jid));
  }

  public static Destination url(String text) {
    return Destination.parse(text, AllowedPrivateHosts.NONE);
  }

  private static Session.Profile phone(String e164) {
    return new Session.Profile(
        Optional.of(new PhoneNumber(e164)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
