package dev.presently.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.command.CommandResult;
import dev.presently.core.command.CorrelationId;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.Change;
import dev.presently.core.presence.ContactRecord;
import dev.presently.core.presence.Presence;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.presence.PresenceRules;
import dev.presently.core.presence.Report;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.EngineState;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStatus;
import dev.presently.core.webhook.WebhookId;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventTest {
  private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");
  private static final Jid BOB = Jid.phone("5511999999999");
  private static final Jid GROUP = Jid.parse("120363000000000001@g.us");
  private static final WebhookId ONE = new WebhookId(1);

  private static Event.PresenceUpdate update(
      String session, Optional<Jid> group, Instant began, Availability... reports) {
    var key = new PresenceKey(new SessionName(session), BOB, group);
    Presence presence = Presence.unknown(Identity.of(BOB), began);
    ContactRecord before = ContactRecord.none(key);
    for (Availability report : reports) {
      before = ContactRecord.none(key).with(presence);
      presence = PresenceRules.apply(presence, Report.about(Identity.of(BOB)).with(report), NOW);
    }
    return new Event.PresenceUpdate(
        Change.between(Optional.of(before), ContactRecord.none(key).with(presence)).orElseThrow());
  }

  private static Event.PresenceUpdate first() {
    return update("desk", Optional.empty(), NOW, Availability.AVAILABLE);
  }

  @Test
  void theSameDataMakesTheSameId() {
    assertThat(first().id()).isEqualTo(first().id());
    assertThat(first().id().value()).matches("evt_[0-9a-f]{32}");
  }

  @Test
  void anotherSessionGroupSeqOrBeginningMakesAnotherId() {
    assertThat(first().id())
        .isNotIn(
            update("sales", Optional.empty(), NOW, Availability.AVAILABLE).id(),
            update("desk", Optional.of(GROUP), NOW, Availability.AVAILABLE).id(),
            update("desk", Optional.empty(), NOW, Availability.AVAILABLE, Availability.UNAVAILABLE)
                .id(),
            update("desk", Optional.empty(), NOW.plusMillis(1), Availability.AVAILABLE).id());
  }

  @Test
  void aLaneIsOneWebhookAndOneContact() {
    Delivery delivery = Delivery.of(first(), ONE, "{}", Optional.empty());
    Delivery next =
        Delivery.of(
            update("desk", Optional.empty(), NOW, Availability.AVAILABLE, Availability.UNAVAILABLE),
            ONE,
            "{}",
            Optional.empty());

    assertThat(next.lane()).isEqualTo(delivery.lane());
    assertThat(next.deduplicationId()).isNotEqualTo(delivery.deduplicationId());
    assertThat(Delivery.of(first(), new WebhookId(2), "{}", Optional.empty()).lane())
        .isNotEqualTo(delivery.lane());
    assertThat(Delivery.of(first(), new WebhookId(2), "{}", Optional.empty()).deduplicationId())
        .isNotEqualTo(delivery.deduplicationId());
    assertThat(
            Delivery.of(
                    update("desk", Optional.of(GROUP), NOW, Availability.AVAILABLE),
                    ONE,
                    "{}",
                    Optional.empty())
                .lane())
        .isNotEqualTo(delivery.lane());
  }

  @Test
  void eachStartAndStopOfASessionIsAnEventOfItsOwn() {
    Session session =
        Session.create(
            new SessionName("desk"), EngineSettings.LOOPBACK, Session.Profile.EMPTY, NOW);
    Session started = session.withStatus(SessionStatus.CONNECTED, NOW.plusSeconds(1));
    var event = new Event.SessionStatusChanged(started);
    var later =
        new Event.SessionStatusChanged(
            new Session(
                started.name(),
                started.engine(),
                started.status(),
                started.profile(),
                EngineState.NONE,
                NOW,
                NOW,
                7));

    assertThat(event.id())
        .isEqualTo(new Event.SessionStatusChanged(started).id())
        .isNotEqualTo(later.id());
    assertThat(event.timestamp()).isEqualTo(NOW.plusSeconds(1));
    assertThat(event.name()).hasToString("session.status");
    assertThat(event.lane()).isEqualTo("desk");
  }

  @Test
  void theEndOfACommandIsAlwaysTheSameEvent() {
    var session = new SessionName("desk");
    var ended = ended(session, "1", NOW);

    assertThat(ended.id()).isEqualTo(ended(session, "1", NOW.plusSeconds(1)).id());
    assertThat(ended.id()).isNotEqualTo(ended(session, "2", NOW).id());
    assertThat(ended.timestamp()).isEqualTo(NOW);
    assertThat(ended.name()).hasToString("command.result");
    assertThat(ended.owner()).contains(session);
  }

  @Test
  void theEndsOfTwoCommandsAreNeverOneLane() {
    var session = new SessionName("desk");

    assertThat(ended(session, "1", NOW).lane()).isNotEqualTo(ended(session, "2", NOW).lane());
  }

  private static Event.CommandEnded ended(SessionName session, String id, Instant at) {
    return new Event.CommandEnded(new CommandResult(CorrelationId.of(id), session, true, "{}", at));
  }
}
