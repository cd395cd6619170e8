package dev.presently.e2e.chaos;

import dev.presently.core.delivery.Health;
import dev.presently.core.delivery.HealthStore;
import dev.presently.core.webhook.WebhookId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** How receivers do; their pauses are noted. */
record NotedHealth(HealthStore health, History history, InstantSource time) implements HealthStore {
  @Override
  public Health find(WebhookId webhook) {
    return health.find(webhook);
  }

  @Override
  public Health failed(WebhookId webhook, Instant at, Optional<Health.Pause> pause) {
    pause.ifPresent(begun -> note(webhook, begun));
    return health.failed(webhook, at, pause);
  }

  @Override
  public Health paused(WebhookId webhook, Health.Pause pause) {
    note(webhook, pause);
    return health.paused(webhook, pause);
  }

  @Override
  public Health succeeded(WebhookId webhook, Instant at, Optional<Health.Pause> known) {
    return health.succeeded(webhook, at, known);
  }

  @Override
  public Health slow(WebhookId webhook, Instant until) {
    return health.slow(webhook, until);
  }

  @Override
  public void reset(WebhookId webhook) {
    health.reset(webhook);
  }

  @Override
  public void forget(WebhookId webhook) {
    health.forget(webhook);
  }

  private void note(WebhookId webhook, Health.Pause pause) {
    history.pauses.add(new History.Paused(time.instant(), webhook, pause));
  }
}
