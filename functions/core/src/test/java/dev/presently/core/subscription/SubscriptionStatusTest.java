package dev.presently.core.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.Examples;
import dev.presently.core.TestClock;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.EngineState;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SubscriptionStatusTest {
  private static final Instant CONNECTED = TestClock.START;
  private static final Instant ASKED = CONNECTED.plusSeconds(10);
  private static final Instant NOW = ASKED.plusSeconds(60);
  private static final Duration RENEW_AFTER = EngineSettings.Options.DEFAULT_RENEW_AFTER;
  private static final Session AWAY = Examples.remote("shop", "+5511999990001");
  private static final Session SHOP =
      AWAY.withStatus(SessionStatus.CONNECTED, CONNECTED)
          .with(EngineState.NONE.connected(CONNECTED));
  private static final Subscription BEGUN = Subscription.begin(CONNECTED.plusSeconds(5));
  private static final Subscription SUBSCRIBED = BEGUN.asked(ASKED);

  @Test
  void oneThatWasNotAskedForIsPending() {
    assertThat(status(SHOP, BEGUN)).isEqualTo(SubscriptionStatus.PENDING);
    assertThat(status(AWAY, BEGUN)).isEqualTo(SubscriptionStatus.PENDING);
  }

  @Test
  void oneThatWasAskedForIsPendingUntilTheContactIsHeard() {
    assertThat(status(SHOP, SUBSCRIBED)).isEqualTo(SubscriptionStatus.PENDING);
    assertThat(status(SHOP, SUBSCRIBED, ASKED.minusMillis(1)))
        .isEqualTo(SubscriptionStatus.PENDING);
    assertThat(status(SHOP, SUBSCRIBED, ASKED)).isEqualTo(SubscriptionStatus.ACTIVE);
    assertThat(status(SHOP, SUBSCRIBED, ASKED.plusMillis(1))).isEqualTo(SubscriptionStatus.ACTIVE);
  }

  @Test
  void oneThatIsHeardStaysActiveHoweverLongAgoThatIs() {
    assertThat(
            SubscriptionStatus.of(
                SHOP, SUBSCRIBED, Optional.of(ASKED), ASKED.plus(RENEW_AFTER.multipliedBy(3))))
        .isEqualTo(SubscriptionStatus.ACTIVE);
  }

  @Test
  void silenceForLongerThanRenewAfterIsStale() {
    Instant silent = SUBSCRIBED.createdAt().plus(RENEW_AFTER);

    assertThat(SubscriptionStatus.of(SHOP, SUBSCRIBED, Optional.empty(), silent))
        .isEqualTo(SubscriptionStatus.PENDING);
    assertThat(SubscriptionStatus.of(SHOP, SUBSCRIBED, Optional.empty(), silent.plusMillis(1)))
        .isEqualTo(SubscriptionStatus.STALE);
  }

  @Test
  void silenceIsCountedFromTheLastReportNotFromTheLastAsking() {
    Instant heard = ASKED.plusSeconds(100);
    Subscription renewed = SUBSCRIBED.asked(heard.plusSeconds(1));

    assertThat(SubscriptionStatus.of(SHOP, renewed, Optional.of(heard), heard.plus(RENEW_AFTER)))
        .isEqualTo(SubscriptionStatus.PENDING);
    assertThat(
            SubscriptionStatus.of(
                SHOP, renewed, Optional.of(heard), heard.plus(RENEW_AFTER).plusMillis(1)))
        .isEqualTo(SubscriptionStatus.STALE);
  }

  @Test
  void theSessionsOwnRenewAfterCounts() {
    EngineSettings.Options hourly =
        new EngineSettings.Options(
            Optional.empty(), Optional.of(Duration.ofHours(1)), Optional.empty(), Optional.empty());
    Session session = SHOP.changed(SHOP.engine().with(hourly), SHOP.profile(), CONNECTED);

    assertThat(
            SubscriptionStatus.of(
                session, SUBSCRIBED, Optional.empty(), NOW.plus(Duration.ofHours(1))))
        .isEqualTo(SubscriptionStatus.STALE);
  }

  @Test
  void whatWasAskedForBeforeTheEngineConnectedIsLost() {
    Session again = SHOP.with(EngineState.NONE.connected(ASKED.plusMillis(1)));

    assertThat(status(again, SUBSCRIBED)).isEqualTo(SubscriptionStatus.LOST);
    assertThat(status(again, SUBSCRIBED, NOW)).isEqualTo(SubscriptionStatus.LOST);
    assertThat(status(again, SUBSCRIBED.asked(ASKED.plusMillis(1))))
        .isEqualTo(SubscriptionStatus.PENDING);
  }

  @Test
  void whatWasAskedForIsLostWhileTheEngineIsAway() {
    assertThat(status(AWAY, SUBSCRIBED, NOW)).isEqualTo(SubscriptionStatus.LOST);
  }

  @Test
  void aRefusedOneIsDeniedUntilItIsAcceptedOrHeard() {
    Subscription denied = SUBSCRIBED.denied(ASKED, "not on WhatsApp");

    assertThat(status(SHOP, denied)).isEqualTo(SubscriptionStatus.DENIED);
    assertThat(status(AWAY, denied)).isEqualTo(SubscriptionStatus.DENIED);
    assertThat(status(SHOP, denied.asked(NOW))).isEqualTo(SubscriptionStatus.PENDING);
    assertThat(status(SHOP, denied.heard(NOW), NOW)).isEqualTo(SubscriptionStatus.ACTIVE);
    assertThat(status(SHOP, denied.retried())).isEqualTo(SubscriptionStatus.PENDING);
  }

  @Test
  void aSessionThatAsksNobodyKnowsOnlyPendingAndActive() {
    Session reportsOnly =
        Session.create(
            new SessionName("shop"),
            EngineSettings.of(Examples.WAHA),
            Session.Profile.EMPTY,
            TestClock.START);

    assertThat(status(Examples.loopback("shop"), BEGUN)).isEqualTo(SubscriptionStatus.PENDING);
    assertThat(status(Examples.loopback("shop"), BEGUN, NOW)).isEqualTo(SubscriptionStatus.ACTIVE);
    assertThat(status(reportsOnly, BEGUN)).isEqualTo(SubscriptionStatus.PENDING);
    assertThat(status(reportsOnly, BEGUN, NOW)).isEqualTo(SubscriptionStatus.ACTIVE);
  }

  private static SubscriptionStatus status(Session session, Subscription subscription) {
    return SubscriptionStatus.of(session, subscription, Optional.empty(), NOW);
  }

  private static SubscriptionStatus status(
      Session session, Subscription subscription, Instant heard) {
    return SubscriptionStatus.of(session, subscription, Optional.of(heard), NOW);
  }
}
