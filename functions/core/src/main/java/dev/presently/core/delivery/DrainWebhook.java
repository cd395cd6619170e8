package dev.presently.core.delivery;

import dev.presently.core.delivery.Wakes.Claim;
import dev.presently.core.webhook.WebhookId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Claims a webhook, says which of its parked lanes to drain, and asks for the next wake. A paused
 * webhook drains one lane at a time; while it stays paused, its next wake is the pause's end.
 */
public final class DrainWebhook {
  private static final int MOST_LANES = 200;

  private final WebhookStates states;
  private final LaneStore lanes;
  private final ParkedLanes parked;
  private final ReceiverHealthStore health;
  private final Wakes wakes;
  private final Clock clock;

  public DrainWebhook(
      WebhookStates states,
      LaneStore lanes,
      ParkedLanes parked,
      ReceiverHealthStore health,
      Wakes wakes,
      Clock clock) {
    this.states = states;
    this.lanes = lanes;
    this.parked = parked;
    this.health = health;
    this.wakes = wakes;
    this.clock = clock;
  }

  /** Empty while another holder has the claim; the same holder may claim again. */
  public Optional<Claim> claim(WebhookId webhook, String holder, Duration time) {
    return wakes.claim(webhook, holder, time);
  }

  public WebhookState state(WebhookId webhook) {
    return states.find(webhook);
  }

  /**
   * The lanes to drain now, in parallel: none during a pause, one after it, and a few while the
   * receiver is not quick.
   */
  public List<Lane> due(WebhookId webhook, WebhookState state) {
    Instant now = clock.instant();
    boolean discards = state.discardsAll().isPresent();
    if (!discards && state.health().isPausedAt(now)) {
      return List.of();
    }
    // Discarded deliveries need not wait for their time.
    return parked.due(webhook, discards ? Instant.MAX : now, mostLanes(state)).stream()
        .map(lane -> lanes.find(lane, webhook))
        .toList();
  }

  private static int mostLanes(WebhookState state) {
    if (state.discardsAll().isPresent()) {
      return MOST_LANES;
    }
    if (state.health().isPaused()) {
      return 1;
    }
    // As many as are attempted at once, so that a round lasts one attempt.
    return state.drainsOneRound() ? state.drainConcurrency() : MOST_LANES;
  }

  /** Releases the claim and asks for the next wake; false if there is more to drain now. */
  public boolean release(Claim claim) {
    WebhookState state = states.find(claim.webhook());
    Optional<Instant> next = parked.nextDue(claim.webhook()).map(state.health()::notBefore);
    if (!wakes.release(claim, next)) {
      return false;
    }
    if (state.webhook().isEmpty() && next.isEmpty()) {
      health.forget(claim.webhook());
    }
    return true;
  }
}
