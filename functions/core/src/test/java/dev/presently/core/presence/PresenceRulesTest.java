package dev.presently.core.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PresenceRulesTest {
  private static final Instant T0 = Instant.parse("2026-01-15T10:00:00Z");
  private static final Identity BOB = Identity.of(Jid.phone("5511999999999"));
  private static final Report BOB_IS = Report.about(BOB);
  private static final Report ONLINE = BOB_IS.with(Availability.AVAILABLE);
  private static final Report OFFLINE = BOB_IS.with(Availability.UNAVAILABLE);
  private static final Report COMPOSING = BOB_IS.with(Typing.COMPOSING);
  private static final Report RECORDING = BOB_IS.with(Typing.RECORDING);
  private static final Report PAUSED = BOB_IS.with(Typing.PAUSED);

  private static final Optional<Confirmation.Rule> TEN_MINUTES =
      Optional.of(new Confirmation.Rule(Duration.ofMinutes(10), T0.minusSeconds(1)));

  private final Presence unknown = Presence.unknown(BOB, T0);

  private static Instant at(long seconds) {
    return T0.plusSeconds(seconds);
  }

  private static LastSeen seen(long seconds) {
    return new LastSeen.Visible(at(seconds));
  }

  private Presence after(Report... reports) {
    Presence presence = unknown;
    for (int i = 0; i < reports.length; i++) {
      presence = PresenceRules.apply(presence, reports[i], at(i + 1));
    }
    return presence;
  }

  @Test
  void withoutReportsThePresenceIsUnknown() {
    assertThat(unknown.state()).isEqualTo(PresenceState.UNKNOWN);
    assertThat(unknown.seq()).isEqualTo(Seq.NONE);
  }

  @Test
  void theFirstReportIsTheFirstChange() {
    Presence presence = after(ONLINE);

    assertThat(presence.state()).isEqualTo(PresenceState.AVAILABLE);
    assertThat(presence.seq()).isEqualTo(new Seq(1));
    assertThat(presence.updatedAt()).isEqualTo(at(1));
    assertThat(presence.began()).isEqualTo(T0);
  }

  @Test
  void aRepeatedReportChangesNothing() {
    assertThat(after(ONLINE, ONLINE)).isEqualTo(after(ONLINE));
  }

  @Test
  void composingMeansAvailable() {
    Presence presence = after(OFFLINE, COMPOSING);

    assertThat(presence.state()).isEqualTo(PresenceState.COMPOSING);
    assertThat(presence.availability()).contains(Availability.AVAILABLE);
    assertThat(presence.seq()).isEqualTo(new Seq(2));
  }

  @Test
  void aReportOfAvailabilityDoesNotEraseTheActivity() {
    assertThat(after(COMPOSING, ONLINE).state()).isEqualTo(PresenceState.COMPOSING);
    assertThat(after(COMPOSING, ONLINE).seq()).isEqualTo(new Seq(1));
  }

  @Test
  void becomingUnavailableEndsTheActivity() {
    Presence presence = after(COMPOSING, OFFLINE);

    assertThat(presence.state()).isEqualTo(PresenceState.UNAVAILABLE);
    assertThat(presence.activity()).isEmpty();
  }

  @Test
  void pausedEndsTheActivityAndLeavesTheContactAvailable() {
    assertThat(after(RECORDING, PAUSED).state()).isEqualTo(PresenceState.AVAILABLE);
  }

  @Test
  void pausedLeavesAnUnknownContactUnknown() {
    assertThat(after(PAUSED)).isEqualTo(unknown);
  }

  @Test
  void pausedDoesNotMakeAContactAvailable() {
    assertThat(after(OFFLINE, PAUSED)).isEqualTo(after(OFFLINE));
  }

  @Test
  void recordingTakesThePlaceOfComposingInTheSameActivity() {
    Presence presence = after(COMPOSING, RECORDING);

    assertThat(presence.state()).isEqualTo(PresenceState.RECORDING);
    assertThat(presence.seq()).isEqualTo(new Seq(2));
    assertThat(presence.activity().orElseThrow().since()).isEqualTo(at(1));
  }

  @Test
  void activityEnds25SecondsAfterTheLastReport() {
    Presence once = after(COMPOSING);
    Presence renewed = PresenceRules.apply(once, COMPOSING, at(20));

    assertThat(once.activity().orElseThrow().until()).isEqualTo(at(26));
    assertThat(renewed.activity().orElseThrow().until()).isEqualTo(at(45));
    assertThat(renewed.seq()).isEqualTo(once.seq());
  }

  @Test
  void aReaderSeesTheEndOfAnActivityAtOnce() {
    Presence presence = after(COMPOSING);

    assertThat(presence.fold(at(25)).state()).isEqualTo(PresenceState.COMPOSING);
    assertThat(presence.fold(at(26)).state()).isEqualTo(PresenceState.AVAILABLE);
    assertThat(presence.fold(at(90)).updatedAt()).isEqualTo(at(26));
  }

  @Test
  void theEndOfAnActivityIsAChangeOfTheMomentWhenItsTimeWasUp() {
    Presence ended = PresenceRules.expire(after(COMPOSING), at(31));

    assertThat(ended.state()).isEqualTo(PresenceState.AVAILABLE);
    assertThat(ended.seq()).isEqualTo(new Seq(2));
    assertThat(ended.updatedAt()).isEqualTo(at(26));
    assertThat(PresenceRules.expire(ended, at(40))).isEqualTo(ended);
  }

  @Test
  void nothingExpiresBeforeItsTime() {
    assertThat(PresenceRules.expire(after(COMPOSING), at(25))).isEqualTo(after(COMPOSING));
  }

  @Test
  void anOverdueActivityMustEndFirst() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PresenceRules.apply(after(COMPOSING), ONLINE, at(26)));
  }

  @Test
  void anOlderReportChangesNothing() {
    Presence presence = after(ONLINE.at(at(0)));

    Presence later = PresenceRules.apply(presence, OFFLINE.at(at(-5)), at(3));

    assertThat(later).isEqualTo(presence);
  }

  @Test
  void aRepeatedReportStillOutdatesWhatIsOlderThanItself() {
    Presence presence = after(ONLINE.at(T0), ONLINE.at(at(2)));

    assertThat(PresenceRules.apply(presence, OFFLINE.at(at(1)), at(3))).isEqualTo(presence);
  }

  @Test
  void anEmptyOrOverlongNameOfATellingIsNone() {
    assertThat(ONLINE.withEventId("x".repeat(128)).eventId()).contains("x".repeat(128));
    assertThat(ONLINE.withEventId("x".repeat(129)).eventId()).isEmpty();
    assertThat(ONLINE.withEventId("").eventId()).isEmpty();
  }

  @Test
  void theSameEventAgainChangesNothingEvenWithinOneSecondOfTheEngine() {
    Report online = ONLINE.at(T0).withEventId("evt_1");
    Presence presence = after(online, OFFLINE.at(T0).withEventId("evt_2"));

    assertThat(PresenceRules.apply(presence, online, at(3))).isEqualTo(presence);
  }

  @Test
  void theSameEventAgainChangesNothingThoughTheTellersClockIsFarAhead() {
    Report online = ONLINE.at(at(3600)).withEventId("evt_1");
    Presence presence = after(online, OFFLINE.at(at(3601)).withEventId("evt_2"));

    assertThat(PresenceRules.apply(presence, online, at(3))).isEqualTo(presence);
  }

  @Test
  void theSameEventAgainChangesNothingThoughTheTellerGivesNoTime() {
    Presence presence = after(ONLINE.withEventId("evt_1"), OFFLINE.withEventId("evt_2"));

    assertThat(PresenceRules.apply(presence, ONLINE.withEventId("evt_1"), at(3)))
        .isEqualTo(presence);
  }

  @Test
  void aReplayedActivityThatIsOverDoesNotBeginAgain() {
    Report composing = COMPOSING.at(at(1)).withEventId("evt_1");
    Presence ended = PresenceRules.expire(after(composing), at(30));

    assertThat(PresenceRules.apply(ended, composing, at(31))).isEqualTo(ended);
  }

  @Test
  void theTypingOfAnEngineThatIsAMinuteBehindIsShown() {
    Presence presence = PresenceRules.apply(unknown, COMPOSING.at(at(1)), at(61));

    assertThat(presence.state()).isEqualTo(PresenceState.COMPOSING);
    assertThat(presence.activity().orElseThrow().until()).isEqualTo(at(86));
  }

  @Test
  void theSameActivityOfTheSameTimeIsNotProlonged() {
    Presence once = PresenceRules.apply(unknown, COMPOSING.at(at(1)), at(2));

    assertThat(PresenceRules.apply(once, COMPOSING.at(at(1)), at(9))).isEqualTo(once);
    assertThat(PresenceRules.apply(once, PAUSED.at(at(1)), at(9)).state())
        .isEqualTo(PresenceState.AVAILABLE);
  }

  @Test
  void aContactIsNotSeenLeavingDaysAgo() {
    Presence presence = PresenceRules.apply(after(ONLINE), OFFLINE.at(at(-86_400)), at(2));

    assertThat(presence.observedLastSeen()).contains(at(2));
  }

  @Test
  void anActivityDoesNotBeginAheadOfOurClock() {
    assertThat(
            PresenceRules.apply(unknown, COMPOSING.at(at(5)), at(2))
                .activity()
                .orElseThrow()
                .until())
        .isEqualTo(at(27));
  }

  @Test
  void tellersWithoutATimeAreTakenInTheOrderOfArrival() {
    assertThat(after(ONLINE.at(T0), OFFLINE, ONLINE).state()).isEqualTo(PresenceState.AVAILABLE);
    assertThat(after(ONLINE, OFFLINE, ONLINE).seq()).isEqualTo(new Seq(3));
  }

  @Test
  void lastSeenIsAChangeOfItsOwn() {
    Presence presence = after(OFFLINE, OFFLINE.with(seen(-60)));

    assertThat(presence.lastSeen()).isEqualTo(seen(-60));
    assertThat(presence.seq()).isEqualTo(new Seq(2));
  }

  @Test
  void aReportWithoutLastSeenKeepsTheEarlierOne() {
    assertThat(after(OFFLINE.with(seen(-60)), ONLINE, OFFLINE).lastSeen()).isEqualTo(seen(-60));
    assertThat(after(OFFLINE.with(LastSeen.HIDDEN), ONLINE).lastSeen()).isEqualTo(LastSeen.HIDDEN);
  }

  @Test
  void weSeeForOurselvesWhenAContactLeaves() {
    assertThat(after(OFFLINE).observedLastSeen()).isEmpty();
    assertThat(after(ONLINE, OFFLINE).observedLastSeen()).contains(at(2));
    assertThat(after(ONLINE, OFFLINE, OFFLINE).observedLastSeen()).contains(at(2));
    assertThat(after(ONLINE, OFFLINE, ONLINE).observedLastSeen()).contains(at(2));
    assertThat(after(ONLINE, OFFLINE.at(at(1)).with(LastSeen.HIDDEN)).observedLastSeen())
        .contains(at(1));
  }

  @Test
  void anIdentityThatBecomesKnownIsNoChange() {
    Identity linked =
        Identity.of(Jid.phone("5511999999999"), Jid.lid("81000000000001"), Identity.Mode.PN);

    Presence presence = after(ONLINE, Report.about(linked).with(Availability.AVAILABLE));

    assertThat(presence.identity()).isEqualTo(linked);
    assertThat(presence.seq()).isEqualTo(new Seq(1));
  }

  @Test
  void theTimeOfChangesNeverGoesBack() {
    Presence presence = PresenceRules.apply(after(ONLINE), OFFLINE, at(-100));

    assertThat(presence.updatedAt()).isEqualTo(at(1));
    assertThat(presence.seq()).isEqualTo(new Seq(2));
  }

  @Test
  void seqGrowsExactlyWhenAReaderSeesADifference() {
    long seed = 20260115;
    Random random = new Random(seed);
    Report[] reports = {ONLINE, OFFLINE, COMPOSING, RECORDING, PAUSED, OFFLINE.with(seen(0))};
    Presence held = unknown;
    long now = 0;
    for (int i = 0; i < 20_000; i++) {
      now += random.nextInt(20);
      Presence due = PresenceRules.expire(held, at(now));
      assertThat(due.seq().value() - held.seq().value())
          .as("seed %d, step %d", seed, i)
          .isEqualTo(held.hasExpiredActivity(at(now)) ? 1 : 0);
      Report report = reports[random.nextInt(reports.length)];
      Presence next =
          PresenceRules.apply(
              due,
              random.nextBoolean() ? report.at(at(now - random.nextInt(40))) : report,
              at(now));
      boolean differs = next.state() != due.state() || !next.lastSeen().equals(due.lastSeen());
      assertThat(next.seq())
          .as("seed %d, step %d", seed, i)
          .isEqualTo(differs ? due.seq().next() : due.seq());
      assertThat(next.activity().isPresent()).isEqualTo(next.state().isActive());
      assertThat(next.fold(at(now))).isEqualTo(next);
      held = next;
    }
    assertThat(held.seq().value()).isGreaterThan(1_000);
  }

  @Test
  void anAvailableThatNobodyConfirmsBecomesUnknownWithoutAnInventedLastSeen() {
    Presence left = after(ONLINE, OFFLINE.with(seen(2)));
    Presence online = PresenceRules.apply(left, ONLINE.with(TEN_MINUTES), at(10));

    assertThat(online.fold(at(609))).isEqualTo(online);
    Presence stale = online.fold(at(700));
    assertThat(stale.state()).isEqualTo(PresenceState.UNKNOWN);
    assertThat(stale.updatedAt()).isEqualTo(at(610));
    assertThat(stale.lastSeen()).isEqualTo(seen(2));
    assertThat(stale.observedLastSeen()).contains(at(2));

    Presence stored = PresenceRules.expire(online, at(700));
    assertThat(stored.seq()).isEqualTo(online.seq().next());
    assertThat(stored.fold(at(700))).isEqualTo(stored);
    assertThat(PresenceRules.apply(stored, OFFLINE, at(800)).observedLastSeen()).contains(at(2));
    assertThat(PresenceRules.apply(stored, ONLINE.with(TEN_MINUTES), at(800)).state())
        .isEqualTo(PresenceState.AVAILABLE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PresenceRules.apply(online, ONLINE, at(700)));
  }

  @Test
  void anActivityThatEndedIsAChangeBeforeTheStaleAvailability() {
    Presence typing = PresenceRules.apply(unknown, COMPOSING.with(TEN_MINUTES), at(0));

    Presence ended = PresenceRules.expire(typing, at(900));
    assertThat(ended.state()).isEqualTo(PresenceState.AVAILABLE);
    assertThat(ended.updatedAt()).isEqualTo(at(25));
    Presence stale = PresenceRules.expire(ended, at(900));
    assertThat(stale.state()).isEqualTo(PresenceState.UNKNOWN);
    assertThat(stale.updatedAt()).isEqualTo(at(600));
    assertThat(stale.seq()).isEqualTo(new Seq(3));
    assertThat(typing.fold(at(900)).state()).isEqualTo(PresenceState.UNKNOWN);
  }

  @Test
  void aRepeatedAvailableRenewsTheConfirmationAfterATenthOfItsTime() {
    Presence first = PresenceRules.apply(unknown, ONLINE.with(TEN_MINUTES), at(0));

    assertThat(PresenceRules.apply(first, ONLINE.with(TEN_MINUTES), at(59))).isEqualTo(first);
    Presence renewed = PresenceRules.apply(first, ONLINE.with(TEN_MINUTES), at(60));
    assertThat(renewed.confirmed()).contains(new Confirmation(at(60), at(660)));
    assertThat(renewed.seq()).isEqualTo(first.seq());
  }

  @Test
  void aConfirmationIsRenewedAtOnceAfterTheConnectionOrTheSettingChanged() {
    Presence first = PresenceRules.apply(unknown, ONLINE.with(TEN_MINUTES), at(0));
    var reconnected = Optional.of(new Confirmation.Rule(Duration.ofMinutes(10), at(2)));
    var longer = Optional.of(new Confirmation.Rule(Duration.ofDays(1), at(-1)));

    assertThat(PresenceRules.apply(first, ONLINE.with(reconnected), at(3)).confirmed())
        .contains(new Confirmation(at(3), at(603)));
    assertThat(PresenceRules.apply(first, ONLINE.with(longer), at(3)).confirmed())
        .contains(new Confirmation(at(3), at(86_403)));
  }

  @Test
  void onlyAReportThatSaysAvailableConfirmsIt() {
    Presence first = PresenceRules.apply(unknown, ONLINE.with(TEN_MINUTES), at(0));

    assertThat(PresenceRules.apply(first, PAUSED.with(TEN_MINUTES), at(500)).confirmed())
        .isEqualTo(first.confirmed());
    assertThat(PresenceRules.apply(first, COMPOSING.with(TEN_MINUTES), at(500)).confirmed())
        .contains(new Confirmation(at(500), at(1100)));
    assertThat(PresenceRules.apply(first, OFFLINE.with(TEN_MINUTES), at(500)).confirmed())
        .isEmpty();
    assertThat(after(ONLINE).confirmed()).isEmpty();
  }

  @Test
  void aLostConnectionLosesWhoeverWasNotConfirmedSince() {
    Presence typing = PresenceRules.apply(unknown, COMPOSING.with(TEN_MINUTES), at(0));

    Presence lost = PresenceRules.lose(typing, at(0), at(9));
    assertThat(lost.state()).isEqualTo(PresenceState.UNKNOWN);
    assertThat(lost.activity()).isEmpty();
    assertThat(lost.updatedAt()).isEqualTo(at(9));
    assertThat(lost.seq()).isEqualTo(new Seq(2));
    assertThat(lost.observedLastSeen()).isEmpty();

    assertThat(PresenceRules.lose(typing, at(-1), at(9))).isEqualTo(typing);
    assertThat(PresenceRules.lose(after(ONLINE), at(5), at(9))).isEqualTo(after(ONLINE));
    assertThat(PresenceRules.lose(after(OFFLINE), at(5), at(9))).isEqualTo(after(OFFLINE));
  }

  @Test
  void applyIsPure() {
    Presence presence = after(ONLINE.at(T0).withEventId("e"));

    assertThat(PresenceRules.apply(presence, COMPOSING.at(at(1)), at(2)))
        .isEqualTo(PresenceRules.apply(presence, COMPOSING.at(at(1)), at(2)));
    assertThat(presence.history().at()).isEqualTo(Optional.of(T0));
  }
}
