package dev.presently.sender;

import dev.presently.adapters.json.SqsEvent.Message;
import dev.presently.adapters.log.Log;
import dev.presently.core.wiring.Ports;
import dev.presently.core.wiring.UseCases;
import java.time.Duration;
import java.util.List;
import java.util.function.IntSupplier;

/** The sender's functions as deployed, over the ports of a test. */
public record SenderOverPorts(Ports ports, Log log) {
  private static final Duration LONGEST_ATTEMPT = Duration.ofSeconds(13);

  /** What SendWebhook does with a batch: the ids of those messages that are not done. */
  public List<String> send(List<Message> batch, IntSupplier remainingMillis) {
    return new LaneBatch(
            useCases().sendDelivery(),
            useCases().webhookStates(),
            BatchThreads.VIRTUAL,
            LONGEST_ATTEMPT,
            ports.clock(),
            new DeliveryAttemptLog(log),
            log)
        .drive(batch, remainingMillis);
  }

  /** What RetryDeliveries does with a batch: the ids of those messages that are not done. */
  public List<String> retry(List<Message> batch, IntSupplier remainingMillis) {
    return new RetryBatch(
            new LaneDrainer(
                useCases().drainWebhook(),
                useCases().drainLane(),
                BatchThreads.VIRTUAL,
                LONGEST_ATTEMPT,
                ports.clock(),
                new DeliveryAttemptLog(log)),
            useCases().repeatDelivery(),
            BatchThreads.VIRTUAL,
            new DeliveryAttemptLog(log),
            log)
        .retry(batch, Long.toHexString(ports.random().nextLong()), remainingMillis);
  }

  /** What SweepDeliveries does. */
  public void sweep() {
    useCases().wakes().sweep();
  }

  private UseCases useCases() {
    return UseCases.over(ports);
  }
}
