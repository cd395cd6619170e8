package dev.presently.adapters.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.Examples;
import dev.presently.core.command.CommandResult;
import dev.presently.core.command.CorrelationId;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.delivery.Event;
import dev.presently.core.presence.Activity;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.Change;
import dev.presently.core.presence.LastSeen;
import dev.presently.core.presence.Presence;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.presence.PresenceState;
import dev.presently.core.presence.ReportHistory;
import dev.presently.core.presence.Seq;
import dev.presently.core.presence.TimedActivity;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.EngineState;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStatus;
import dev.presently.core.webhook.EventFilter;
import dev.presently.core.webhook.MaxConcurrency;
import dev.presently.core.webhook.SigningKeys;
import dev.presently.core.webhook.Webhook;
import dev.presently.core.webhook.WebhookId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventJsonTest {
  private static final SessionName SALES = new SessionName("sales");
  private static final Instant BEGAN = Instant.parse("2026-01-15T08:00:00Z");
  private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");
  private static final LastSeen SEEN = new LastSeen.Visible(Instant.parse("2026-01-15T09:45:00Z"));
  private static final Identity BY_PHONE = Identity.of(Jid.parse("5511999999999"));

  @Test
  void aContactComesOnline() {
    assertThat(
            write(
                PresenceState.UNAVAILABLE, presence(BY_PHONE, PresenceState.AVAILABLE, SEEN, NOW)))
        .isEqualTo(
            """
            {"id":"%s","event":"presence.update","session":"sales",\
            "timestamp":"2026-01-15T10:30:00Z","payload":{\
            "from":{"phoneNumber":"+5511999999999","mode":"pn"},\
            "unavailable":false,"lastSeen":1768470300,\
            "chatId":"5511999999999@s.whatsapp.net","presence":"available",\
            "previous":"unavailable","seq":7,"lastSeenStatus":"visible","observedAt":1768473000}}\
            """
                .formatted(idOf(PresenceKey.of(SALES, BY_PHONE.jid()))));
  }

  @Test
  void aContactRecordsInAGroup() {
    Jid group = Jid.parse("120363025246125486@g.us");
    Identity sender =
        Identity.of(Jid.parse("5511888888888"), Jid.parse("987654321@lid"), Identity.Mode.LID);
    var key = new PresenceKey(SALES, sender.jid(), Optional.of(group));
    Presence recording =
        presence(sender, PresenceState.RECORDING, LastSeen.UNKNOWN, NOW.plusMillis(120));

    assertThat(write(key, PresenceState.AVAILABLE, recording))
        .isEqualTo(
            """
            {"id":"%s","event":"presence.update","session":"sales",\
            "timestamp":"2026-01-15T10:30:00.120Z","payload":{\
            "from":{"id":"120363025246125486@g.us"},\
            "sender":{"phoneNumber":"+5511888888888","lid":"987654321","mode":"lid"},\
            "state":"composing","media":"audio",\
            "chatId":"120363025246125486@g.us","presence":"recording",\
            "previous":"available","seq":7,"lastSeenStatus":"unknown","observedAt":1768473000}}\
            """
                .formatted(idOf(key)));
  }

  @Test
  void aContactWithOnlyALidHasNoPhoneNumber() {
    Identity who = Identity.of(Jid.parse("987654321@lid"));

    assertThat(
            write(
                PresenceState.AVAILABLE,
                presence(who, PresenceState.UNAVAILABLE, LastSeen.HIDDEN, NOW)))
        .contains(
            "\"payload\":{\"from\":{\"lid\":\"987654321\",\"mode\":\"lid\"},\"unavailable\":true,\"chatId\"")
        .contains("\"chatId\":\"987654321@lid\"")
        .contains("\"lastSeenStatus\":\"hidden\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          UNKNOWN     | AVAILABLE   | 'unavailable':false
          UNKNOWN     | UNAVAILABLE | 'unavailable':true
          UNKNOWN     | COMPOSING   | 'state':'composing','unavailable':false
          UNAVAILABLE | COMPOSING   | 'state':'composing','unavailable':false
          UNAVAILABLE | RECORDING   | 'state':'composing','media':'audio','unavailable':false
          AVAILABLE   | UNAVAILABLE | 'unavailable':true
          AVAILABLE   | COMPOSING   | 'state':'composing'
          COMPOSING   | RECORDING   | 'state':'composing','media':'audio'
          RECORDING   | COMPOSING   | 'state':'composing'
          COMPOSING   | AVAILABLE   | 'state':'paused'
          RECORDING   | AVAILABLE   | 'state':'paused'
          COMPOSING   | UNAVAILABLE | 'state':'paused','unavailable':true
          AVAILABLE   | AVAILABLE   | 'unavailable':false
          UNAVAILABLE | UNAVAILABLE | 'unavailable':true
          COMPOSING   | COMPOSING   | 'unavailable':false
          RECORDING   | RECORDING   | 'media':'audio','unavailable':false
          """)
  void onlyChangedFieldsArePresent(PresenceState previous, PresenceState now, String fields) {
    assertThat(write(previous, presence(BY_PHONE, now, LastSeen.UNKNOWN, NOW)))
        .contains("\"mode\":\"pn\"}," + fields.replace('\'', '"') + ",\"chatId\"");
  }

  @Test
  void lastSeenAloneDoesNotImplyAvailability() {
    assertThat(write(PresenceState.UNKNOWN, presence(BY_PHONE, PresenceState.UNKNOWN, SEEN, NOW)))
        .contains("\"mode\":\"pn\"},\"lastSeen\":1768470300,\"chatId\"");
  }

  @Test
  void theSameEventHasTheSameBytes() {
    Presence presence = presence(BY_PHONE, PresenceState.COMPOSING, SEEN, NOW);

    assertThat(write(PresenceState.AVAILABLE, presence))
        .isEqualTo(write(PresenceState.AVAILABLE, presence));
  }

  private static Event sales(SessionStatus status, long revision) {
    return new Event.SessionStatusChanged(
        new Session(
            SALES,
            EngineSettings.LOOPBACK,
            status,
            Session.Profile.EMPTY,
            EngineState.NONE,
            BEGAN,
            NOW,
            revision));
  }

  @Test
  void aSessionStarts() {
    var event = sales(SessionStatus.CONNECTED, 3);

    assertThat(new EventJson().write(event))
        .isEqualTo(
            "{\"id\":\""
                + event.id()
                + "\",\"event\":\"session.status\",\"session\":\"sales\","
                + "\"timestamp\":\"2026-01-15T10:30:00Z\",\"payload\":{\"status\":\"CONNECTED\"}}");
  }

  @Test
  void aSessionStopsForAReason() {
    var event = sales(SessionStatus.STOPPED, 4);

    assertThat(new EventJson().write(event))
        .contains("\"payload\":{\"status\":\"DISCONNECTED\",\"statusReason\":\"MANUAL_STOP\"}");
  }

  @Test
  void aCommandResultIsInPayloadAndData() {
    var event =
        new Event.CommandEnded(
            new CommandResult(
                CorrelationId.of("1"), SALES, true, "{\"status\":\"CONNECTED\"}", NOW));

    assertThat(new EventJson().write(event))
        .isEqualTo(
            """
            {"id":"%s","event":"command.result","session":"sales",\
            "timestamp":"2026-01-15T10:30:00Z",\
            "payload":{"correlationId":"cmd_1","success":true,"result":{"status":"CONNECTED"}},\
            "data":{"correlationId":"cmd_1","success":true,"result":{"status":"CONNECTED"}}}\
            """
                .formatted(event.id()));
  }

  @Test
  void theDisabledWebhookOfAllSessionsHasNoSession() {
    var event = new Event.WebhookDisabled(disabled(Webhook.WebhookSettings.DEFAULT), "it was gone");

    assertThat(new EventJson().write(event))
        .isEqualTo(
            """
            {"id":"%s","event":"webhook.disabled","timestamp":"2026-01-15T10:30:00Z",\
            "payload":{"webhookId":7,"url":"https://receiver.presently.dev/events",\
            "reason":"it was gone"}}\
            """
                .formatted(event.id()));
  }

  @Test
  void theDisabledWebhookOfOneSessionNamesIt() {
    var event = new Event.WebhookDisabled(disabled(wishesOf(SALES)), "it was gone");

    assertThat(new EventJson().write(event))
        .startsWith(
            "{\"id\":\"%s\",\"event\":\"webhook.disabled\",\"session\":\"sales\","
                .formatted(event.id()));
  }

  private static Webhook disabled(Webhook.WebhookSettings wishes) {
    Webhook made =
        Webhook.create(
            new WebhookId(7),
            Examples.url("https://receiver.presently.dev/events"),
            SigningKeys.only(Examples.KEY),
            wishes,
            BEGAN);
    return made.disabled("it was gone", NOW);
  }

  private static Webhook.WebhookSettings wishesOf(SessionName session) {
    return new Webhook.WebhookSettings(
        Optional.empty(),
        Optional.of(session),
        EventFilter.ALL,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        true,
        MaxConcurrency.DEFAULT,
        true);
  }

  private static String write(PresenceState previous, Presence presence) {
    return write(PresenceKey.of(SALES, presence.identity().jid()), previous, presence);
  }

  private static String write(PresenceKey key, PresenceState previous, Presence presence) {
    return new EventJson().write(event(key, previous, presence));
  }

  private static Event event(PresenceKey key, PresenceState previous, Presence presence) {
    return new Event.PresenceUpdate(new Change(key, previous, Optional.empty(), presence));
  }

  private static String idOf(PresenceKey key) {
    return event(key, PresenceState.UNKNOWN, presence(BY_PHONE, PresenceState.UNKNOWN, SEEN, NOW))
        .id()
        .value();
  }

  private static Presence presence(
      Identity who, PresenceState shown, LastSeen lastSeen, Instant at) {
    Optional<Activity> activity =
        switch (shown) {
          case COMPOSING -> Optional.of(Activity.COMPOSING);
          case RECORDING -> Optional.of(Activity.RECORDING);
          case UNKNOWN, AVAILABLE, UNAVAILABLE -> Optional.empty();
        };
    Optional<Availability> availability =
        switch (shown) {
          case UNKNOWN -> Optional.empty();
          case UNAVAILABLE -> Optional.of(Availability.UNAVAILABLE);
          case AVAILABLE, COMPOSING, RECORDING -> Optional.of(Availability.AVAILABLE);
        };
    return new Presence(
        who,
        availability,
        activity.map(kind -> new TimedActivity(kind, at, at.plus(TimedActivity.TIMEOUT))),
        lastSeen,
        Optional.empty(),
        new Presence.Version(new Seq(7), BEGAN, at),
        ReportHistory.NONE,
        Optional.empty());
  }
}
