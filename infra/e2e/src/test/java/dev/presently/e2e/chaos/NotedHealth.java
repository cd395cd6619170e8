package dev.presently.e2e.chaos;

import dev.presently.core.delivery.ReceiverHealth;
import dev.presently.core.delivery.ReceiverHealthStore;
import dev.presently.core.webhook.WebhookId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** How receivers do; their pauses are noted. */
record NotedHealth(ReceiverHealthStore health, History history, InstantSource time)
    implements ReceiverHealthStore {
  @Override
  public ReceiverHealth find(WebhookId webhook) {
    return health.find(webhook);
  }

  @Override
  public ReceiverHealth failed(
      WebhookId webhook, Instant at, Optional<ReceiverHealth.Pause> pause) {
    pause.ifPresent(begun -> note(webhook, begun));
    return health.failed(webhook, at, pause);
  }

  @Override
  public ReceiverHealth paused(WebhookId webhook, ReceiverHealth.Pause pause) {
    note(webhook, pause);
    return health.paused(webhook, pause);
  }

  @Override
  public ReceiverHealth succeeded(
      WebhookId webhook, Instant at, Optional<ReceiverHealth.Pause> known) {
    return health.succeeded(webhook, at, known);
  }

  @Override
  public ReceiverHealth quick(WebhookId webhook, Instant at) {
    return health.quick(webhook, at);
  }

  @Override
  public ReceiverHealth slow(WebhookId webhook, Instant until) {
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

  private void note(WebhookId webhook, ReceiverHealth.Pause pause) {
    history.pauses.add(new History.Paused(time.instant(), webhook, pause));
  }
}
