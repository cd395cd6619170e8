package dev.presently.core.delivery;

import dev.presently.core.webhook.WebhookId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Holds a webhook's wake while its parked lanes are drained, and sees to the next one. A paused
 * webhook has one lane at a time; when it stays paused, it is looked at when the pause is over.
 */
public final class DrainWebhook {
  /** One claim on a webhook's wake. */
  public record Claim(WebhookId webhook, String holder, long asked) {}

  private static final int LANES_AT_ONCE = 200;

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

  /**
   * Claims the wake for at most this long, in the name of a holder that may claim it again; empty
   * while another one holds it.
   */
  public Optional<Claim> claim(WebhookId webhook, String holder, Duration time) {
    OptionalLong asked = wakes.claim(webhook, holder, time);
    return asked.isPresent()
        ? Optional.of(new Claim(webhook, holder, asked.getAsLong()))
        : Optional.empty();
  }

  public WebhookState state(WebhookId webhook) {
    return states.find(webhook);
  }

  /** The lanes to be drained now, side by side: one of a paused webhook, none while it pauses. */
  public List<Lane> due(WebhookId webhook, WebhookState state) {
    Instant now = clock.instant();
    boolean discards = state.discardsAll().isPresent();
    if (!discards && state.health().isPausedAt(now)) {
      return List.of();
    }
    int most = !discards && state.health().isPaused() ? 1 : LANES_AT_ONCE;
    // What nobody will get does not wait for its time.
    return parked.due(webhook, discards ? Instant.MAX : now, most).stream()
        .map(lane -> lanes.find(lane, webhook))
        .toList();
  }

  /** Releases the claim, and sees to the next wake; false when there is more to look at now. */
  public boolean release(Claim claim) {
    WebhookState state = states.find(claim.webhook());
    Optional<Instant> next = parked.nextDue(claim.webhook()).map(state.health()::notBefore);
    if (!wakes.release(claim.webhook(), claim.holder(), next, claim.asked())) {
      return false;
    }
    if (state.webhook().isEmpty() && next.isEmpty()) {
      health.forget(claim.webhook());
    }
    return true;
  }
}
