package dev.presently.core.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.session.SessionName;
import dev.presently.core.subscription.Subscription;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChangeTest {
  private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");
  private static final Jid BOB = Jid.phone("5511999999999");
  private static final Report ABOUT_BOB = Report.about(Identity.of(BOB));
  private static final Jid GROUP = Jid.parse("120363000000000001@g.us");
  private static final SessionName DESK = new SessionName("desk");

  private final ContactRecord none = ContactRecord.none(PresenceKey.of(DESK, BOB));
  private final ContactRecord unheard = none.with(Presence.unknown(Identity.of(BOB), NOW));
  private final ContactRecord composing = after(unheard, ABOUT_BOB.with(Typing.COMPOSING), 0);

  private static ContactRecord after(ContactRecord held, Report report, long seconds) {
    return held.with(
        PresenceRules.apply(held.presence().orElseThrow(), report, NOW.plusSeconds(seconds)));
  }

  @Test
  void theSameSeqIsNothingToTell() {
    ContactRecord renewed = after(composing, ABOUT_BOB.with(Typing.COMPOSING), 5);

    assertThat(Change.between(Optional.of(composing), renewed)).isEmpty();
    assertThat(Change.between(Optional.empty(), none.with(Subscription.begin(NOW)))).isEmpty();
    assertThat(Change.between(Optional.of(none), unheard)).isEmpty();
  }

  @Test
  void theFirstChangeComesFromUnknown() {
    Change change = Change.between(Optional.empty(), composing).orElseThrow();

    assertThat(change.previous()).isEqualTo(PresenceState.UNKNOWN);
    assertThat(change.presence().state()).isEqualTo(PresenceState.COMPOSING);
  }

  @Test
  void onlyANewActivityNeedsATimer() {
    ContactRecord recording = after(composing, ABOUT_BOB.with(Typing.RECORDING), 3);

    assertThat(Change.between(Optional.of(unheard), composing).orElseThrow().newActivity())
        .map(TimedActivity::until)
        .contains(NOW.plusSeconds(25));
    assertThat(Change.between(Optional.of(composing), recording).orElseThrow().newActivity())
        .isEmpty();
  }

  @Test
  void anEndedSubscriptionIsSilentUntilItBeginsAnew() {
    ContactRecord subscribed = none.with(Subscription.begin(NOW));
    ContactRecord ended = none.with(Subscription.begin(NOW).end(NOW.plusSeconds(1)));
    ContactRecord again = none.with(ended.subscription().orElseThrow().renew(NOW.plusSeconds(2)));

    assertThat(none.mutedSince()).isEmpty();
    assertThat(subscribed.mutedSince()).isEmpty();
    assertThat(ended.mutedSince()).isPresent();
    assertThat(again.mutedSince()).isEmpty();
    assertThat(again.subscription().orElseThrow().createdAt()).isEqualTo(NOW.plusSeconds(2));
  }

  @Test
  void aRenewedSubscriptionKeepsItsBeginning() {
    Subscription renewed = Subscription.begin(NOW).renew(NOW.plusSeconds(9));

    assertThat(renewed.createdAt()).isEqualTo(NOW);
    assertThat(renewed.renewedAt()).isEqualTo(NOW.plusSeconds(9));
    assertThat(renewed.end(NOW).end(NOW.plusSeconds(1)).endedAt()).contains(NOW);
  }

  @Test
  void aGroupShowsTheStrongestOfItsParticipants() {
    ChatView view =
        ChatView.of(
            List.of(
                ContactRecord.none(PresenceKey.of(DESK, GROUP)).with(Subscription.begin(NOW)),
                participant(BOB, ABOUT_BOB.with(Typing.RECORDING)),
                participant(
                    Jid.phone("5511888888888"),
                    Report.about(Identity.of(Jid.phone("5511888888888")))
                        .with(Availability.UNAVAILABLE))),
            NOW);

    assertThat(view.state()).isEqualTo(PresenceState.RECORDING);
    assertThat(view.onlineCount()).isEqualTo(1);
    assertThat(view.participants()).hasSize(2);
    assertThat(view.isSubscribed()).isTrue();
    assertThat(view.updatedAt()).contains(NOW);
  }

  @Test
  void aParticipantKnownByLidAndNumberIsListedOnce() {
    Jid lid = Jid.lid("81000000000001");
    Identity linked = Identity.of(BOB, lid, Identity.Mode.LID);

    ChatView view =
        ChatView.of(
            List.of(
                participant(BOB, Report.about(linked).with(Typing.COMPOSING)),
                participant(lid, Report.about(Identity.of(lid)).with(Typing.COMPOSING))),
            NOW);

    assertThat(view.participants()).extracting(Presence::identity).containsExactly(linked);
  }

  @Test
  void aChatWithoutRecordsIsUnknown() {
    assertThat(ChatView.unknown(GROUP).state()).isEqualTo(PresenceState.UNKNOWN);
    assertThat(ChatView.unknown(GROUP).updatedAt()).isEmpty();
    assertThat(ChatView.unknown(GROUP).isSubscribed()).isFalse();
  }

  @Test
  void participantsFollowTheirGroupInTheList() {
    assertThat(PresenceKey.of(DESK, BOB).path()).isEqualTo("5511999999999@s.whatsapp.net");
    assertThat(new PresenceKey(DESK, BOB, Optional.of(GROUP)).path())
        .isEqualTo("120363000000000001@g.us#5511999999999@s.whatsapp.net");
    assertThat(new PresenceKey(DESK, BOB, Optional.of(GROUP)).chat()).isEqualTo(GROUP);
  }

  private static ContactRecord participant(Jid who, Report report) {
    return ContactRecord.none(new PresenceKey(DESK, who, Optional.of(GROUP)))
        .with(PresenceRules.apply(Presence.unknown(report.contact(), NOW), report.in(GROUP), NOW));
  }
}
