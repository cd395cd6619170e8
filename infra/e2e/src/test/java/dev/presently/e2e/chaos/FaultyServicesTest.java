package dev.presently.e2e.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.presently.core.delivery.DeliveryRecord;
import dev.presently.core.webhook.WebhookId;
import dev.presently.e2e.PersistentContact;
import dev.presently.local.LocalRunner;
import dev.presently.local.RunnerOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The whole deployment in the local runner, over tables and queues that fail, with receivers that
 * do as well; the judge is the one of the lives in virtual time. {@code -Dchaos.minutes} is for how
 * long, a quarter of a minute where nothing is said.
 */
class FaultyServicesTest {
  private static final Path TEMPLATE = Path.of("..", "..", "template.yaml");
  private static final Duration FAULTY =
      Duration.ofSeconds(15 + 60L * Integer.getInteger("chaos.minutes", 0));
  private static final int ONE_CALL_IN = 15;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final History history = new History();
  private final Visit reality =
      new Visit(Visit.Kind.SEND, Clock.systemUTC(), Duration.ofDays(1), Duration.ZERO);
  private final AtomicBoolean enough = new AtomicBoolean();

  @Test
  void overTablesAndQueuesThatFailAllThatWasPromisedIsKept() {
    reality.overtake();
    Tally injected = new Tally();
    var options = RunnerOptions.of(TEMPLATE).withParameter("DeliveryVisibilitySeconds", "25");
    try (var runner = LocalRunner.start(options);
        var well = new LoggingReceiver(reality);
        var moody = new LoggingReceiver(reality);
        var flaky = new LoggingReceiver(reality)) {
      Shop shop = new Shop(runner, history);
      Map<WebhookId, LoggingReceiver> receivers = new LinkedHashMap<>();
      receivers.put(shop.register(well.url(), ",'coalesce':false"), well);
      receivers.put(shop.register(moody.url(), ""), moody);
      receivers.put(
          shop.register(
              flaky.url(),
              ",'coalesce':false,'retries':{'attempts':20,'delaySeconds':1,'policy':'constant'}"),
          flaky);
      moody.answer(FaultyServicesTest::moody);
      flaky.answer(request -> LoggingReceiver.Answer.now(request % 3 == 0 ? 500 : 200));

      Instant began = Instant.now();
      List<PersistentContact> contacts = contacts(runner);
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        FaultyServices.fail(ONE_CALL_IN, injected);
        contacts.forEach(threads::submit);
        meddle(shop, List.copyOf(receivers.keySet()));
        enough.set(true);
      } finally {
        FaultyServices.work();
      }
      receivers.values().forEach(receiver -> receiver.answer(_ -> LoggingReceiver.Answer.now(200)));
      long changes = contacts.stream().mapToLong(PersistentContact::answered).sum();
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(500))
          .until(() -> receivers.keySet().stream().allMatch(id -> hasEnded(shop, id, changes)));

      collect(shop, receivers, contacts, began);
    }
    reality.end();
    Judge judge = new Judge(history, Duration.ofMillis(50));
    System.out.printf(
        "faulty services: %d changes, %d requests, %d duplicates, faults %d: %s%n",
        history.stored.size(),
        history.receipts.size(),
        judge.duplicates(),
        injected.sum(),
        injected);
    assertThat(injected.sum()).isGreaterThan(20);
    assertThat(judge.breaches()).isEmpty();
  }

  private static LoggingReceiver.Answer moody(int request) {
    if (request % 11 == 0) {
      return new LoggingReceiver.Answer(200, Duration.ofMillis(1_500));
    }
    return LoggingReceiver.Answer.now(request % 7 == 0 ? 503 : request % 4 == 0 ? 500 : 200);
  }

  private List<PersistentContact> contacts(LocalRunner runner) {
    return IntStream.range(0, 6)
        .mapToObj(i -> new PersistentContact(number(i), "shop", runner::baseUrl, enough::get))
        .toList();
  }

  private static String number(int contact) {
    return "551190000000" + contact;
  }

  /** While changes are reported, a key is replaced, and a webhook's mind is changed. */
  private static void meddle(Shop shop, List<WebhookId> webhooks) {
    Duration third = FAULTY.dividedBy(3);
    LockSupport.parkNanos(third.toNanos());
    shop.change(webhooks.getFirst(), "'hmacKey':'another key, as long as it must be'");
    LockSupport.parkNanos(third.toNanos());
    shop.change(webhooks.get(1), "'coalesce':false");
    LockSupport.parkNanos(third.toNanos());
  }

  private static boolean hasEnded(Shop shop, WebhookId id, long changes) {
    List<DeliveryRecord> all = shop.deliveries(id);
    return all.size() == changes && all.stream().allMatch(record -> record.status().hasEnded());
  }

  private void collect(
      Shop shop,
      Map<WebhookId, LoggingReceiver> receivers,
      List<PersistentContact> contacts,
      Instant began) {
    for (int i = 0; i < contacts.size(); i++) {
      shop.events(number(i), contacts.get(i).answered())
          .forEach(event -> history.stored.add(new History.Stored(event, began, Instant.now())));
    }
    receivers.forEach(
        (id, receiver) -> {
          history.receipts.addAll(receiver.receipts(id));
          shop.deliveries(id)
              .forEach(record -> history.step(new History.Step(Instant.now(), record, reality)));
          if (shop.isParked(id)) {
            history.stillParked.add(id);
          }
        });
    history.visits.add(reality);
  }
}
