package dev.presently.sender;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.delivery.Attempt;
import dev.presently.core.delivery.Delivery;
import dev.presently.core.delivery.DeliveryId;
import dev.presently.core.delivery.DeliveryRecord;
import dev.presently.core.delivery.LaneId;
import dev.presently.core.delivery.Outcome;
import dev.presently.core.delivery.Position;
import dev.presently.core.delivery.Status;
import dev.presently.core.webhook.WebhookId;
import dev.presently.sender.Faults.Kind;
import dev.presently.sender.SimulatedReceiver.Request;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What must be true of deliveries once everything is quiet, whatever happened before. */
final class Invariants {
  private static final List<Duration> LEAST_WAITS =
      List.of(
          Duration.ofMillis(4_000),
          Duration.ofMillis(24_000),
          Duration.ofMillis(96_000),
          Duration.ofMinutes(8),
          Duration.ofMinutes(48),
          Duration.ofMinutes(144),
          Duration.ofMinutes(384),
          Duration.ofMinutes(1_152));

  private final Simulation world;
  private final Set<DeliveryId> redelivered;
  private final boolean withoutFaults;

  Invariants(Simulation world, Set<DeliveryId> redelivered) {
    this.world = world;
    this.redelivered = redelivered;
    this.withoutFaults = world.faults.count() == 0;
  }

  /** Judges all of them; the number of repetitions that receivers saw. */
  int check() {
    nothingIsLost();
    nothingWaits();
    orderHolds();
    endsAreTruthful();
    waitsAreKept();
    everythingIsSigned();
    return repetitions();
  }

  private void nothingIsLost() {
    for (Delivery delivery : world.handedOver) {
      assertThat(world.lanes.record(delivery.id()))
          .as("loss: %s to webhook %s", delivery.id(), delivery.webhook())
          .hasValueSatisfying(
              record -> assertThat(record.status().hasEnded()).as("an end of %s", record).isTrue());
    }
  }

  private void nothingWaits() {
    for (WebhookId id : world.receivers.keySet()) {
      assertThat(world.lanes.nextDue(id)).as("parked lanes of webhook %s", id).isEmpty();
      assertThat(world.lanes.waiting(id)).as("waiting for webhook %s", id).isZero();
    }
  }

  private void orderHolds() {
    Map<WebhookId, Map<String, Delivery>> told = new HashMap<>();
    world.handedOver.forEach(
        d -> told.computeIfAbsent(d.webhook(), _ -> new HashMap<>()).put(d.event().value(), d));
    world.receivers.forEach(
        (id, receiver) -> {
          Map<LaneId, Position> last = new HashMap<>();
          Set<String> seen = new HashSet<>();
          for (Request request : receiver.requests) {
            Delivery delivery = told.getOrDefault(id, Map.of()).get(request.event());
            assertThat(delivery).as("an event that nobody handed over").isNotNull();
            if (request.accepted()
                && !redelivered.contains(delivery.id())
                && seen.add(request.event())) {
              Position before = last.put(delivery.lane(), delivery.position());
              assertThat(before == null || delivery.position().isAfter(before))
                  .as("order at webhook %s: %s after %s", id, delivery.position(), before)
                  .isTrue();
            }
          }
        });
  }

  private void endsAreTruthful() {
    for (DeliveryRecord record : world.lanes.all()) {
      List<Request> requests = requests(record);
      boolean accepted = requests.stream().anyMatch(Request::accepted);
      switch (record.status()) {
        case Status.Delivered() -> assertThat(accepted).as("delivered: %s", record).isTrue();
        case Status.Superseded(Position by) ->
            assertThat(
                    by.isAfter(record.id().position())
                        && world.lanes.record(new DeliveryId(record.id().lane(), by)).isPresent())
                .as("superseded: %s", record)
                .isTrue();
        case Status.Dead _ ->
            assertThat(record.attempts())
                .as("dead: %s", record)
                .isNotEmpty()
                .noneMatch(attempt -> attempt.outcome() == Outcome.Kind.DELIVERED);
        case Status.Discarded _, Status.Pending(), Status.Retrying() -> {}
      }
      assertThat(record.attempts().size())
          .as("attempts of %s", record)
          .isLessThanOrEqualTo(requests.size());
      if (withoutFaults) {
        assertThat(record.attempts()).as("attempts of %s", record).hasSize(requests.size());
        assertThat(accepted)
            .as("arrival of %s", record)
            .isEqualTo(record.status() instanceof Status.Delivered);
      }
    }
  }

  private List<Request> requests(DeliveryRecord record) {
    return world.receivers.get(record.delivery().webhook()).requests.stream()
        .filter(request -> request.event().equals(record.delivery().event().value()))
        .toList();
  }

  /**
   * Never earlier than the schedule says, unless two drained at once; later when the webhook was
   * paused or nobody came by.
   */
  private void waitsAreKept() {
    if (world.faults.injected().containsKey(Kind.OTHERS_RUN_BEFORE)
        || world.faults.injected().containsKey(Kind.OTHERS_RUN_AFTER)) {
      return;
    }
    for (DeliveryRecord record : world.lanes.all()) {
      List<Attempt> attempts = record.attempts();
      for (int i = 1; i < attempts.size() && !redelivered.contains(record.id()); i++) {
        Duration waited =
            Duration.between(
                attempts.get(i - 1).at().plus(attempts.get(i - 1).took()), attempts.get(i).at());
        assertThat(waited)
            .as("wait before attempt %s of %s", i + 1, record)
            .isGreaterThanOrEqualTo(LEAST_WAITS.get(i - 1));
      }
    }
  }

  private void everythingIsSigned() {
    world.receivers.values().forEach(r -> assertThat(r.unsigned).as("unsigned").isEmpty());
  }

  /** The same event again has the same bytes, and comes again only where a fault made it unsure. */
  private int repetitions() {
    int repetitions = 0;
    for (SimulatedReceiver receiver : world.receivers.values()) {
      Map<String, String> bodies = new HashMap<>();
      Set<String> accepted = new HashSet<>();
      for (Request request : receiver.requests) {
        assertThat(request.body())
            .as("bytes of %s", request.event())
            .isEqualTo(bodies.computeIfAbsent(request.event(), _ -> request.body()));
        if (request.accepted() && !accepted.add(request.event()) && !isRedelivered(request)) {
          repetitions++;
        }
      }
    }
    if (withoutFaults) {
      assertThat(repetitions).as("repetitions without a fault").isZero();
    }
    return repetitions;
  }

  private boolean isRedelivered(Request request) {
    return world.handedOver.stream()
        .anyMatch(d -> d.event().value().equals(request.event()) && redelivered.contains(d.id()));
  }
}
