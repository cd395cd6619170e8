package dev.presently.core;

import dev.presently.core.contact.Jid;
import dev.presently.core.contact.PhoneNumber;
import dev.presently.core.delivery.Delivery;
import dev.presently.core.delivery.DeliveryId;
import dev.presently.core.delivery.EventId;
import dev.presently.core.delivery.EventSubject;
import dev.presently.core.delivery.LaneId;
import dev.presently.core.delivery.Position;
import dev.presently.core.destination.AllowedPrivateHosts;
import dev.presently.core.destination.Destination;
import dev.presently.core.presence.ContactRecord;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.EngineType;
import dev.presently.core.session.Secret;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import dev.presently.core.webhook.EventName;
import dev.presently.core.webhook.HmacKey;
import dev.presently.core.webhook.SigningKeys;
import dev.presently.core.webhook.Webhook;
import dev.presently.core.webhook.WebhookId;
import java.util.Optional;

/** Values that a test needs and does not care about. */
public final class Examples {
  /** The type of a remote engine. */
  public static final EngineType WAHA = new EngineType("waha");

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
        EngineSettings.of(WAHA)
            .withUrl(url("https://engine.presently.dev/waha"))
            .withSession("default")
            .withApiKey(new Secret("an api key"))
            .withWebhookSecret(new Secret("a webhook secret"));
    return Session.create(new SessionName(name), engine, phone(e164), TestClock.START);
  }

  /** A new webhook with this number that wants everything. */
  public static Webhook webhook(long id) {
    return webhook(id, Optional.empty());
  }

  /** One of this session alone, or of all sessions. */
  public static Webhook webhook(long id, Optional<SessionName> session) {
    Webhook.WebhookSettings settings = Webhook.WebhookSettings.DEFAULT;
    return Webhook.create(
        new WebhookId(id),
        url("https://receiver.presently.dev/events"),
        SigningKeys.only(KEY),
        new Webhook.WebhookSettings(
            settings.label(),
            session,
            settings.events(),
            settings.filter(),
            settings.headers(),
            settings.retries(),
            settings.coalesce(),
            settings.maxConcurrency(),
            settings.enabled()),
        TestClock.START);
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

  /** A delivery to that webhook, in the lane of that name, of the change with this number. */
  public static Delivery delivery(long webhook, String lane, long seq) {
    return delivery(webhook, lane, seq, "{\"seq\":" + seq + "}");
  }

  /** The same with a body of one's own. */
  public static Delivery delivery(long webhook, String lane, long seq, String body) {
    return delivery(webhook, lane, seq, Optional.of(new SessionName("shop")), body);
  }

  /** The same of an event of that session. */
  public static Delivery delivery(
      long webhook, String lane, long seq, Optional<SessionName> session) {
    return delivery(webhook, lane, seq, session, "{\"seq\":" + seq + "}");
  }

  private static Delivery delivery(
      long webhook, String lane, long seq, Optional<SessionName> session, String body) {
    EventId event = EventId.of(lane, seq);
    return new Delivery(
        new DeliveryId(lane(webhook, lane), new Position(TestClock.START, seq)),
        new WebhookId(webhook),
        session,
        event,
        EventName.PRESENCE_UPDATE,
        new EventSubject(Optional.of(Jid.phone("5511999990001")), Optional.empty()),
        TestClock.START.plusSeconds(seq),
        body,
        Optional.of(new RequestId("request-" + seq)));
  }

  /** The lane of that name at that webhook. */
  public static LaneId lane(long webhook, String name) {
    return new LaneId(EventId.of(webhook, name).value().substring("evt_".length()));
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
